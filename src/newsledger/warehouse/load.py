"""What the flow commits, each in one transaction: the sources, a round of polls, a batch of pages and their fate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from newsledger import ids
from newsledger.records import Article, Extraction, Failure, Feed, Fetched, Host, Poll, Response, Source
from newsledger.warehouse import rows
from newsledger.warehouse.connection import Warehouse
from newsledger.warehouse.copies import change_columns, find_copies
from newsledger.warehouse.entities import store_entities
from newsledger.warehouse.rows import Row

# Reasons that another try may cure; everything else is final until the entry changes or is replayed.
TEMPORARY = frozenset(
    {"timeout", "dns", "connect", "tls", "truncated", "http_408", "http_425", "http_429", "robots_unreachable"}
)
# Reasons that are the publisher's wish and nobody's failure: the entry is skipped, nothing goes to quarantine.
UNWANTED = frozenset({"robots_disallowed"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page: what was fetched, the article or why there is none, and its extraction."""

    fetched: Fetched
    article: Article | Failure
    extraction: Extraction | Failure | None

    @property
    def failure(self) -> Failure | None:
        """The stage that failed, if one did; an article whose extraction failed is loaded all the same."""
        return next((step for step in (self.article, self.extraction) if isinstance(step, Failure)), None)

    @property
    def read(self) -> tuple[Article, Extraction] | None:
        """The article with its extraction, an empty one that names the reason where the extractor failed."""
        if isinstance(self.article, Failure) or self.extraction is None:
            return None
        if isinstance(self.extraction, Failure):
            return self.article, Extraction(status=self.extraction.reason, detail=self.extraction.detail)
        return self.article, self.extraction


@dataclass(frozen=True, slots=True)
class Run:
    """A flow run: the row of ledger.runs. `counts` is what it came to, None while it runs."""

    run_id: str
    flow: str
    started_at: datetime
    ended_at: datetime | None = None
    counts: Mapping[str, Any] | None = None

    def ended(self, now: datetime, counts: Mapping[str, Any]) -> Run:
        """The run once it is over."""
        return replace(self, ended_at=now, counts=counts)


def outcomes_of(
    fetched: Sequence[Fetched],
    articles: Sequence[Article | Failure],
    extractions: Sequence[Extraction | Failure | None],
) -> list[Outcome]:
    """What the stages made of one batch, put together again page by page."""
    return [Outcome(*steps) for steps in zip(fetched, articles, extractions, strict=True)]


def record_run(warehouse: Warehouse, run: Run) -> None:
    """Note that a run began or how it ended; others that never ended were interrupted."""
    with warehouse.transaction():
        warehouse.run("runs_interrupted", run_id=run.run_id)
        warehouse.write("runs", [rows.run_row(run.run_id, run.flow, run.started_at, run.ended_at, run.counts)])


def register_sources(warehouse: Warehouse, sources: Sequence[Source], feeds: Sequence[Feed]) -> None:
    """Make the ledger list what the sources file lists; poll state and history stay."""
    with warehouse.transaction():
        warehouse.run("unlist_sources", listed=[source.slug for source in sources])
        warehouse.run("unlist_feeds", listed=[feed.feed_id for feed in feeds])
        warehouse.write("sources", map(rows.source_row, sources))
        warehouse.write("feeds", map(rows.feed_row, feeds))


def record_polls(
    warehouse: Warehouse, polls: Sequence[Poll], hosts: Sequence[Host], run_id: str, now: datetime
) -> Counter[str]:
    """Commit feed states, entries and requests of some polls together, so that neither is ever without the other.

    `hosts` are those of which the polls learned something."""
    unreadable = [p.failure for p in polls if p.failure and (p.response.outcome == "ok" or p.outcome == "part")]
    read = [p.response.request.url for p in polls if p.outcome in ("changed", "unchanged", "part") and not p.failure]
    entries = [entry for poll in polls for entry in poll.entries]
    counts = _poll_counts(polls)
    with warehouse.transaction():
        warehouse.write("feed_states", (rows.feed_row(poll.feed) for poll in polls))
        counts["entries_new"] = warehouse.write("entries", (rows.entry_row(entry, now) for entry in entries))
        warehouse.write("entry_versions", (rows.entry_version_row(entry, now) for entry in entries))
        warehouse.write("fetches", (row for poll in polls for row in rows.fetch_rows(poll.response, run_id, None)))
        warehouse.write("hosts", map(rows.host_row, hosts))
        warehouse.write("quarantine", (rows.quarantine_row(failure, now) for failure in unreadable))
        warehouse.write("quarantine_resolved", ({"key": url} for url in read))
    counts["quarantined"] = len(unreadable)
    return counts


def _poll_counts(polls: Sequence[Poll]) -> Counter[str]:
    outcomes = Counter(poll.outcome for poll in polls)
    answered = outcomes["changed"] + outcomes["unchanged"] + outcomes["failed"]
    return Counter(polled=answered, not_modified=outcomes["unchanged"], feeds_failed=outcomes["failed"])


def known_hosts(warehouse: Warehouse, now: datetime) -> list[Host]:
    """What earlier runs learned of hosts: fresh robots.txt, and who asked to be left alone."""
    return [Host(**row) for row in warehouse.read("known_hosts", now=now)]


def record_held(warehouse: Warehouse, held: Sequence[tuple[str, Response]], hosts: Sequence[Host], run_id: str) -> None:
    """Put off the entries (by canonical url) whose hosts asked to be left alone; keep what was learned of hosts."""
    with warehouse.transaction():
        warehouse.write("entries_held", ({"canonical_url": url, "next_try_at": r.not_before} for url, r in held))
        warehouse.write("fetches", (row for _, response in held for row in rows.fetch_rows(response, run_id, None)))
        warehouse.write("hosts", map(rows.host_row, hosts))


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
    failures = [o.failure for o in outcomes if o.failure and o.failure.reason not in UNWANTED]
    read = [outcome.read for outcome in outcomes if outcome.read]
    touched = {ids.article_id(article.url) for article, _ in read}
    with warehouse.transaction():
        warehouse.write("fetches", (row for o in outcomes for row in rows.page_fetch_rows(o.fetched, run_id)))
        counts, moved = _load_articles(warehouse, [article for article, _ in read], now)
        facts, renamed = _load_facts(warehouse, read, extractor, now)
        counts += facts
        warehouse.refresh_marts(touched | moved, renamed)
        warehouse.write("quarantine", (rows.quarantine_row(failure, now) for failure in failures))
        warehouse.write("quarantine_resolved", ({"key": o.fetched.key} for o in outcomes if not o.failure))
        warehouse.write("entry_outcomes", map(_entry_outcome, outcomes), now=now, tries=tries)
    return counts + Counter(pages=len(failures) + len(read), quarantined=len(failures), pages_lost=len(failures))


def _load_articles(warehouse: Warehouse, articles: Sequence[Article], now: datetime) -> tuple[Counter[str], set[str]]:
    """What was new, and the articles whose original is another now."""
    counts, fresh = store_articles(warehouse, articles, now)
    copies, before = find_copies(warehouse, fresh, now)
    warehouse.write("copies", map(rows.copy_row, copies))
    counts["duplicates"] = sum(bool(copy.original) and not before[copy.article_id] for copy in copies)
    return counts, {copy.article_id for copy in copies}


def store_articles(
    warehouse: Warehouse, articles: Sequence[Article], now: datetime
) -> tuple[Counter[str], list[Article]]:
    """Commit articles, the spellings of their urls and their versions, without a look at whether they are copies.

    What was new, and the articles whose text was."""
    counts: Counter[str] = Counter()
    changes = change_columns(warehouse, articles)
    versions = {rows.version_id(article): rows.version_row(article, now) for article in articles}
    fresh = [row | changes[version] for version, row in versions.items() if version in changes]
    counts["articles_new"] = warehouse.write("articles", (rows.article_row(article, now) for article in articles))
    warehouse.write("article_urls", (row for article in articles for row in rows.article_url_rows(article, now)))
    counts["versions_new"] = warehouse.write("article_versions", fresh)
    warehouse.write("article_versions_seen", (row for version, row in versions.items() if version not in changes))
    return counts, [article for article in articles if rows.version_id(article) in changes]


def _load_facts(
    warehouse: Warehouse, read: Iterable[tuple[Article, Extraction]], extractor: tuple[str, str], now: datetime
) -> tuple[Counter[str], list[str]]:
    """What was new, and the entities that are called otherwise now."""
    label = _register(warehouse, extractor, now)
    tables: dict[str, list[Row]] = {
        name: [] for name in ("extractions", "entities", "entity_aliases", "entity_mentions", "facts", "fact_evidence")
    }
    for article, extraction in read:
        _add_rows(tables, article, extraction, label, now)
    renamed = store_entities(warehouse, tables.pop("entities"), tables.pop("entity_aliases"))
    again = _write_extractions(warehouse, tables["extractions"])
    facts_new = _write_others(warehouse, "facts", tables["facts"], {row["fact_id"] for row in tables["facts"]})
    _write_others(warehouse, "entity_mentions", tables["entity_mentions"], again)
    evidence_new = _write_others(warehouse, "fact_evidence", tables["fact_evidence"], again)
    return Counter(facts_new=facts_new, evidence_new=evidence_new), renamed


def _write_extractions(warehouse: Warehouse, extractions: Sequence[Row]) -> set[str]:
    """Commit those that are new; the versions of the others, of which alone the ledger may have mentions and evidence."""
    known = warehouse.read_keys("known_extractions", [row["extraction_id"] for row in extractions])
    again = {row["version_id"] for row in known}
    warehouse.write("extractions", (row for row in extractions if row["version_id"] not in again))
    return again


def _write_others(warehouse: Warehouse, table: str, pending: Sequence[Row], where: Iterable[str]) -> int:
    """Commit the rows whose ids, the first column, the ledger does not have under the keys `where`; how many they are."""
    known = {value for row in warehouse.read_keys(f"known_{table}", where) for value in row.values()}
    return warehouse.write(table, (row for row in pending if next(iter(row.values())) not in known))


def _register(warehouse: Warehouse, extractor: tuple[str, str], now: datetime) -> str:
    """The extractor's id; one that is new here takes over from the versions before it."""
    name, version = extractor
    label = f"{name}/{version}"
    about = {"extractor": label, "name": name, "version": version, "is_active": True, "first_used_at": now}
    if warehouse.write("extractors", [about]):
        warehouse.write("extractors_replaced", [about])
    return label


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
    failure = outcome.article if isinstance(outcome.article, Failure) else None
    return {
        "canonical_url": outcome.fetched.entry_url or outcome.fetched.key,
        "status": _status(failure),
        "reason": failure and failure.reason,
    }


def _status(failure: Failure | None) -> Literal["done", "skipped", "retry", "failed"]:
    if failure is None:
        return "done"
    if failure.reason in UNWANTED:
        return "skipped"
    return "retry" if failure.reason in TEMPORARY or failure.reason.startswith("http_5") else "failed"
