"""Records as rows of the ledger: pure functions, one a table. The first key of every row is the table's id."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from newsledger import ids, urls
from newsledger.copies import Copy
from newsledger.periods import span
from newsledger.records import (
    Article,
    Entity,
    Entry,
    Extraction,
    Extras,
    Fact,
    Failure,
    Feed,
    Fetched,
    Host,
    Mention,
    Response,
    Source,
    Stamp,
)

Row = dict[str, Any]
_UNHEARD = frozenset("and of the for in on to".split())  # in acronyms


def source_row(source: Source) -> Row:
    """ledger.sources"""
    return {
        "source": source.slug,
        "name": source.name,
        "homepage": source.homepage,
        "language": source.language,
        "country": source.country,
        "timezone": source.timezone,
        "min_per_day": source.min_per_day,
        "max_per_day": source.max_per_day,
        "is_listed": True,
    }


def feed_row(feed: Feed) -> Row:
    """ledger.feeds"""
    return {name: getattr(feed, name) for name in Feed.__dataclass_fields__} | {"is_listed": True}


def feed_of(row: Row) -> Feed:
    """The feed that `feed_row` took apart."""
    lists: dict[str, Any] = {name: tuple(row[name] or ()) for name in ("skip_hours", "skip_days")}
    return Feed(**{**row, **lists})


def host_row(host: Host) -> Row:
    """ledger.hosts"""
    return {name: getattr(host, name) for name in Host.__dataclass_fields__}


def entry_row(entry: Entry, now: datetime) -> Row:
    """ledger.entries; whether it is pending or skipped is decided where the known urls are, in SQL."""
    return {
        "entry_id": entry.entry_id,
        "feed_id": entry.feed_id,
        "source": entry.source,
        "identity": entry.identity,
        "url": entry.url,
        "canonical_url": entry.url and urls.canonical(entry.url),
        "title": entry.title,
        "summary": entry.summary,
        "content": entry.content,
        "authors": list(entry.authors),
        "language": entry.language,
        **stamp_columns(entry.published),
        "updated_at": entry.updated.at,
        "first_seen_at": now,
        "status": "pending",
        "reason": None,
        "attempts": 0,
        "next_try_at": None,
    }


def entry_version_row(entry: Entry, now: datetime) -> Row:
    """ledger.entry_versions"""
    return {
        "entry_version_id": ids.uuid5("entry_version", entry.entry_id, entry.title),
        "entry_id": entry.entry_id,
        "title": entry.title,
        "first_seen_at": now,
    }


def fetch_rows(response: Response, run_id: str, raw_hash: str | None) -> Iterator[Row]:
    """ledger.fetches: one row a request made, those that came before this one first."""
    for earlier in response.before:
        yield _fetch_row(earlier, run_id, None)
    if response.is_sent:
        yield _fetch_row(response, run_id, raw_hash)


def _fetch_row(response: Response, run_id: str, raw_hash: str | None) -> Row:
    return {
        "fetch_id": response.fetch_id,
        "run_id": run_id,
        "key": response.request.key,
        "url": response.request.url,
        "final_url": response.final_url,
        "requested_at": response.requested_at,
        "status": response.status,
        "outcome": response.outcome,
        "reason": response.reason,
        "detail": response.detail or None,
        "hops": [f"{status} {url}" for status, url in response.hops],
        "headers": json.dumps(dict(response.headers), sort_keys=True, ensure_ascii=False),
        "bytes": response.size,
        "ms": response.milliseconds,
        "raw_hash": raw_hash,
    }


def page_fetch_rows(fetched: Fetched, run_id: str) -> Iterator[Row]:
    """ledger.fetches, of the requests made for a page; none for a document."""
    if fetched.response:
        yield from fetch_rows(fetched.response, run_id, fetched.page.raw_hash)  # a failure's is null


def article_row(article: Article, now: datetime) -> Row:
    """ledger.articles"""
    return {
        "article_id": ids.article_id(article.url),
        "url": article.url,
        "source": article.page.source,
        "first_seen_at": now,
        "status": "live",
    }


def copy_row(copy: Copy) -> Row:
    """ledger.articles, of what it copies"""
    return {
        "article_id": copy.article_id,
        "dup_of": copy.original,
        "dup_kind": copy.kind,
        "dup_score": copy.score,
    }


def article_url_rows(article: Article, now: datetime) -> Iterator[Row]:
    """ledger.article_urls: the canonical url, the address that answered, and the one that the feed gave."""
    article_id = ids.article_id(article.url)
    for url in {article.url, spelling(article.page.url), spelling(article.page.key)}:
        yield {"url": url, "article_id": article_id, "first_seen_at": now}


def spelling(key: str) -> str:
    """The key of a page as article_urls keeps it: canonical for an address, as it is for a document."""
    return urls.canonical(key) if urls.is_http(key) else key


def version_row(article: Article, now: datetime) -> Row:
    """ledger.article_versions"""
    return {
        "version_id": version_id(article),
        "article_id": ids.article_id(article.url),
        "title": article.title,
        "authors": list(article.authors),
        **stamp_columns(article.published),
        "published_offset_minutes": article.published.offset_minutes,
        "modified_at": article.modified.at,
        "modified_date": article.modified.day,
        "modified_precision": article.modified.precision,
        "modified_origin": article.modified.origin,
        "modified_offset_minutes": article.modified.offset_minutes,
        "language": article.language,
        "language_confidence": article.language_confidence,
        **extras_columns(article.extras),
        "text_origin": article.text_origin,
        "words": len(article.text.split()),
        "text_hash": _text_hash(article),
        "raw_hash": article.page.raw_hash,
        "fetch_id": article.page.fetch_id,
        "cleaner": article.cleaner,
        "cause": "first",
        "first_seen_at": now,
        "last_seen_at": now,
        "text": article.text,
    }


def version_id(article: Article) -> str:
    """The id of the version that this article's text is."""
    return ids.version_id(ids.article_id(article.url), _text_hash(article))


def _text_hash(article: Article) -> str:
    return article.fingerprint.text_hash if article.fingerprint else ids.text_hash(article.text)


def extraction_row(version: str, extractor: str, extraction: Extraction, now: datetime) -> Row:
    """ledger.extractions"""
    return {
        "extraction_id": ids.uuid5("extraction", version, extractor),
        "version_id": version,
        "extractor": extractor,
        "status": extraction.status,
        "facts": len(extraction.facts),
        "ms": extraction.milliseconds,
        "error": extraction.detail or None,
        "extracted_at": now,
    }


def entity_rows(extraction: Extraction, now: datetime) -> Iterator[Row]:
    """ledger.entities: of every mention, of every subject and object, and of the cards with their tags."""
    for kind, name in sorted(_names(extraction)):
        yield _entity_row(kind, name, now)
    for name, tags in extraction.tags:
        yield _entity_row("organization", name, now) | {"tags": sorted(tags)}


def alias_rows(text: str, extraction: Extraction) -> Iterator[Row]:
    """ledger.entity_aliases: every spelling of a name; what only stands for one ("the company", "it") is none."""
    spellings = {(kind, name, " ".join(name.split())) for kind, name in _names(extraction)}
    printed = {(m.kind, m.name, " ".join(text[m.start : m.end].split())) for m in extraction.mentions} - spellings
    spellings |= {(kind, name, surface) for kind, name, surface in printed if _spells(surface, name)}
    for kind, name, alias in sorted(spellings):
        yield _alias_row(ids.entity_id(kind, name), alias, "text")
    for kind, plain in sorted({(kind, ids.plain_name(name)) for kind, name, _ in spellings}):
        if kind == "organization":
            yield from (_alias_row(ids.entity_id(kind, plain), short, "short") for short in ids.short_names(plain))


def listed_entity_row(listed: Entity, now: datetime) -> Row:
    """ledger.entities, of an entity of the entities file."""
    about = {"ticker": listed.ticker, "country": listed.country, "is_listed": True}
    return _entity_row(listed.kind, listed.name, now) | about


def listed_alias_rows(listed: Entity) -> Iterator[Row]:
    """ledger.entity_aliases, of an entity of the entities file."""
    entity = ids.entity_id(listed.kind, listed.name)
    yield _alias_row(entity, listed.name, "name")
    yield from (_alias_row(entity, alias, "alias") for alias in listed.aliases)


def mention_row(mention: Mention, text: str, version: str, extractor: str) -> Row:
    """ledger.entity_mentions"""
    entity = ids.entity_id(mention.kind, mention.name)
    return {
        "mention_id": ids.uuid5("mention", entity, version, mention.start, mention.end, extractor),
        "entity_id": entity,
        "version_id": version,
        "start_offset": mention.start,
        "end_offset": mention.end,
        "surface": text[mention.start : mention.end],
        "extractor": extractor,
    }


def fact_row(fact: Fact, fact_id: str, now: datetime) -> Row:
    """ledger.facts"""
    value, change = fact.value, fact.change
    period, event = span(fact.period), span(fact.date)
    return {
        "fact_id": fact_id,
        "type": fact.type,
        "attribute": fact.attribute,
        "subject": fact.subject,
        "object": fact.object,
        "role": fact.role,
        "value_min": value and value.min,
        "value_max": value and value.max,
        "value_unit": value and value.unit,
        "value_qualifier": value and value.qualifier,
        "value_unit_inferred": value and value.unit_inferred,
        "change_min": change and change.min,
        "change_max": change and change.max,
        "change_unit": change and change.unit,
        "change_direction": change and change.direction,
        "period": fact.period,
        "period_start": period and period[0],
        "period_end": period and period[1],
        "event_date": fact.date,
        "event_start": event and event[0],
        "event_end": event and event[1],
        "modality": fact.modality,
        "subject_id": ids.entity_id(fact.subject_kind, fact.subject),
        "object_id": fact.object and ids.entity_id(fact.object_kind, fact.object),
        "first_seen_at": now,
    }


def evidence_row(fact: Fact, fact_id: str, version: str, text: str, extractor: str, now: datetime) -> Row:
    """ledger.fact_evidence"""
    return {
        "evidence_id": ids.evidence_id(fact_id, version, fact.start, fact.end, extractor),
        "fact_id": fact_id,
        "version_id": version,
        "extractor": extractor,
        "sentence": text[fact.start : fact.end],
        "start_offset": fact.start,
        "end_offset": fact.end,
        "attribution": fact.attribution,
        "confidence": fact.confidence,
        "extracted_at": now,
    }


def quarantine_row(failure: Failure, now: datetime) -> Row:
    """ledger.quarantine"""
    return {
        "quarantine_id": ids.quarantine_id(failure.stage, failure.key),
        "stage": failure.stage,
        "key": failure.key,
        "source": failure.source,
        "reason": failure.reason,
        "detail": failure.detail or None,
        "raw_hash": failure.raw_hash,
        "cleaner": failure.cleaner,
        "attempts": 1,
        "first_failed_at": now,
        "last_failed_at": now,
        "next_try_at": None,
        "status": "open",
    }


def run_row(
    run_id: str, flow: str, started_at: datetime, ended_at: datetime | None, counts: Mapping[str, Any] | None
) -> Row:
    """ledger.runs"""
    return {
        "run_id": run_id,
        "flow": flow,
        "started_at": started_at,
        "ended_at": ended_at,
        "status": "completed" if ended_at else "running",
        "counts": json.dumps(counts) if counts else None,
    }


def stamp_columns(stamp: Stamp) -> Row:
    """A stamp as the published_ columns of entries and versions."""
    return {
        "published_at": stamp.at,
        "published_date": stamp.day,
        "published_precision": stamp.precision,
        "published_origin": stamp.origin,
        "published_reason": stamp.reason,
    }


def extras_columns(extras: Extras) -> Row:
    """What a page says beside the text, as columns of its version."""
    return {
        "section": extras.section,
        "tags": list(extras.tags),
        "image": extras.image,
        "publisher": extras.publisher,
        "is_free": extras.is_free,
    }


def stamp_of(row: Row) -> Stamp:
    """The stamp that `stamp_columns` took apart."""
    return Stamp(
        at=row["published_at"],
        day=row["published_date"],
        precision=row["published_precision"],
        origin=row["published_origin"],
        reason=row["published_reason"],
    )


def _names(extraction: Extraction) -> set[tuple[str, str]]:
    names: set[tuple[str, str]] = {(m.kind, m.name) for m in extraction.mentions}
    for fact in extraction.facts:
        names.add((fact.subject_kind, fact.subject))
        if fact.object:
            names.add((fact.object_kind, fact.object))
    return names


def _entity_row(kind: str, name: str, now: datetime) -> Row:
    entity = ids.entity_id(kind, name)
    return {
        "entity_id": entity,
        "kind": kind,
        "name": name,
        "plain_name": ids.plain_name(name),
        "canonical_id": entity,
        "tags": None,
        "is_listed": False,
        "first_seen_at": now,
    }


def _alias_row(entity: str, alias: str, origin: str) -> Row:
    key = ("alias", entity, alias) if origin == "text" else ("alias", entity, alias, origin)
    return {
        "alias_id": ids.uuid5(*key),
        "entity_id": entity,
        "alias": alias,
        "alias_key": ids.plain_name(alias),
        "origin": origin,
    }


def _spells(surface: str, name: str) -> bool:
    words, whole = ids.plain_name(surface).split(), ids.plain_name(name).split()
    if surface.isupper() and surface.casefold() in map(_initials, (whole, name.casefold().split())):
        return True
    return bool(words) and set(words) <= set(whole)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in _UNHEARD or word == "&")
