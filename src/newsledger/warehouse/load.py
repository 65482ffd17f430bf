"""What the flow commits, each in one transaction: the sources, a round of polls, a batch of pages and their fate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsledger import ids
from newsledger.records import Article, Extraction, Failure, Feed, Poll, Response, Source
from newsledger.warehouse import rows
from newsledger.warehouse.connection import Warehouse
from newsledger.warehouse.rows import Row

# Reasons that another try may cure; everything else is final until the entry changes or is replayed.
TEMPORARY = frozenset({"timeout", "dns", "connect", "tls", "truncated", "http_408", "http_425", "http_429"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one request or document: the response (None for a document) and the raw hash its body is kept
    under, then either an article with its extraction, or a failure, or (facts stage only) both."""

    key: str
    response: Response | None = None
    raw_hash: str | None = None
    article: Article | None = None
    extraction: Extraction | None = None
    failure: Failure | None = None


def register_sources(warehouse: Warehouse, sources: Sequence[Source], feeds: Sequence[Feed]) -> None:
    """Make the ledger list what the sources file lists; poll state and history stay."""
    with warehouse.transaction():
        warehouse.write("sources", map(rows.source_row, sources))
        warehouse.write("feeds", map(rows.feed_row, feeds))


def record_polls(warehouse: Warehouse, polls: Sequence[Poll], run_id: str, now: datetime) -> Counter[str]:
    """Commit feed states, entries and requests of some polls together, so that neither is ever without the other."""
    counts: Counter[str] = Counter(polled=len(polls), not_modified=sum(p.outcome == "unchanged" for p in polls))
    unreadable = [p.failure for p in polls if p.failure and p.response.outcome == "ok"]
    with warehouse.transaction():
        warehouse.write("feed_states", (rows.feed_row(poll.feed) for poll in polls))
        entries = (rows.entry_row(entry, now) for poll in polls for entry in poll.entries)
        counts["entries_new"] = warehouse.write("entries", entries)
        warehouse.write("fetches", (rows.fetch_row(poll.response, run_id, None) for poll in polls))
        warehouse.write("quarantine", (rows.quarantine_row(failure, now) for failure in unreadable))
        warehouse.write("quarantine_resolved", ({"key": p.feed.url} for p in polls if not p.failure))
    counts["quarantined"] = len(unreadable)
    return counts


def load(
    warehouse: Warehouse,
    outcomes: Sequence[Outcome],
    extractor: tuple[str, str],
    run_id: str,
    now: datetime,
    tries: int,
) -> Counter[str]:
    """Commit a batch in one transaction: requests, articles, facts, what failed, and the entries' new states.

    `extractor` is (name, version); `tries` how often an article is fetched before it is given up. Loading the same
    batch again adds nothing."""
    failures = [outcome.failure for outcome in outcomes if outcome.failure]
    read = [(o.article, o.extraction) for o in outcomes if o.article and o.extraction]
    touched = {ids.article_id(article.url) for article, _ in read}
    with warehouse.transaction():
        responses = [(o.response, o.raw_hash) for o in outcomes if o.response]
        warehouse.write("fetches", (rows.fetch_row(response, run_id, digest) for response, digest in responses))
        counts = _load_articles(warehouse, [article for article, _ in read], now)
        counts += _load_facts(warehouse, read, extractor, now)
        warehouse.refresh_marts(touched)
        warehouse.write("quarantine", (rows.quarantine_row(failure, now) for failure in failures))
        warehouse.write("quarantine_resolved", ({"key": o.key} for o in outcomes if not o.failure))
        warehouse.write("entry_outcomes", map(_entry_outcome, outcomes), now=now, tries=tries)
    return counts + Counter(pages=len(outcomes), quarantined=len(failures))


def _load_articles(warehouse: Warehouse, articles: Sequence[Article], now: datetime) -> Counter[str]:
    counts: Counter[str] = Counter()
    article_rows = [rows.article_row(article, now) for article in articles]
    counts["articles_new"] = warehouse.write("articles", article_rows)
    warehouse.write("article_urls", (row for article in articles for row in rows.article_url_rows(article, now)))
    counts["versions_new"] = warehouse.write("article_versions", (rows.version_row(a, now) for a in articles))
    counts["duplicates"] = warehouse.write("duplicates", article_rows)
    return counts


def _load_facts(
    warehouse: Warehouse, read: Iterable[tuple[Article, Extraction]], extractor: tuple[str, str], now: datetime
) -> Counter[str]:
    label = "/".join(extractor)
    tables: dict[str, list[Row]] = {
        name: [] for name in ("extractions", "entities", "entity_aliases", "entity_mentions", "facts", "fact_evidence")
    }
    for article, extraction in read:
        _add_rows(tables, article, extraction, label, now)
    name, version = extractor
    about = {"extractor": label, "name": name, "version": version, "is_active": True, "first_used_at": now}
    warehouse.write("extractors", [about])
    inserted = {table: warehouse.write(table, pending) for table, pending in tables.items()}
    return Counter(facts_new=inserted["facts"], evidence_new=inserted["fact_evidence"])


def _add_rows(
    tables: dict[str, list[Row]], article: Article, extraction: Extraction, label: str, now: datetime
) -> None:
    version, text = rows.version_id(article), article.text
    tables["extractions"].append(rows.extraction_row(version, label, extraction, now))
    tables["entities"] += rows.entity_rows(extraction, now)
    tables["entity_aliases"] += rows.alias_rows(text, extraction)
    tables["entity_mentions"] += (rows.mention_row(m, text, version, label) for m in extraction.mentions)
    for fact in extraction.facts:
        fact_id = ids.fact_id(fact, article.published.day)
        tables["facts"].append(rows.fact_row(fact, fact_id, now))
        tables["fact_evidence"].append(rows.evidence_row(fact, fact_id, version, text, label, now))


def _entry_outcome(outcome: Outcome) -> Row:
    failure = None if outcome.article else outcome.failure
    return {
        "canonical_url": rows.spelling(outcome.key),
        "status": _status(failure),
        "reason": failure and failure.reason,
    }


def _status(failure: Failure | None) -> Literal["done", "retry", "failed"]:
    if failure is None:
        return "done"
    return "retry" if failure.reason in TEMPORARY or failure.reason.startswith("http_5") else "failed"
