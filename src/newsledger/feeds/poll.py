"""A poll's two decisions: what to ask, and what the answer comes to. No input and no output; both pickle.

Validators (RFC 9110, 8.8 and 13) are echoed byte for byte and belong to the address that sent them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from newsledger import ids
from newsledger.feeds import dates, schedule
from newsledger.feeds.parse import parse
from newsledger.feeds.shapes import ParsedEntry, ParsedFeed
from newsledger.records import Entry, Failure, Feed, Poll, Request, Response

GONE = "http_410"


def request_for(feed: Feed) -> Request:
    """The conditional GET of a feed."""
    return Request(key=feed.feed_id, url=feed.url, etag=feed.etag, last_modified=feed.last_modified)


def needs_parse(feed: Feed, response: Response) -> bool:
    """True when `digest` would have to parse the body: work for a process with a deadline."""
    return response.outcome == "ok" and bool(response.body) and not _is_same(feed, response)


def digest(feed: Feed, response: Response, now: datetime) -> Poll:
    """What `response` to the request for `feed` comes to: the feed's next state, and its entries where it changed."""
    if response.outcome == "not_modified":
        return _not_modified(feed, response, now)
    if response.outcome != "ok":
        return failed(feed, response, now, response.reason or response.outcome, response.detail)
    if _is_same(feed, response):
        return Poll(_rested(feed, response, now), "unchanged", response)
    parsed = parse(
        response.body or b"",
        response.final_url,
        response.headers.get("content-type"),
        language=feed.language,
        timezone=feed.timezone,
    )
    if isinstance(parsed, Failure):
        return failed(feed, response, now, parsed.reason, parsed.detail)
    entries = _entries(feed, parsed, now)
    return Poll(_changed(feed, parsed, entries, response, now), "changed", response, entries)


def _is_same(feed: Feed, response: Response) -> bool:
    return feed.body_hash is not None and ids.sha256(response.body or b"") == feed.body_hash


def _not_modified(feed: Feed, response: Response, now: datetime) -> Poll:
    asked = response.request
    if not (asked.etag or asked.last_modified):
        return failed(feed, response, now, "unexpected_304", "304 to a request that named no version")
    return Poll(_rested(feed, response, now), "unchanged", response)


def _rested(feed: Feed, response: Response, now: datetime) -> Feed:
    """The state after an answer with nothing new. A 304 may leave its validators out; a 200 that does has none."""
    known = feed if response.outcome == "not_modified" else None
    return _due(_validated(feed, response, known), response, now)


def _changed(feed: Feed, parsed: ParsedFeed, entries: tuple[Entry, ...], response: Response, now: datetime) -> Feed:
    instants = dates.instants([entry.published for entry in entries])
    state = replace(
        _validated(feed, response, None),
        title=parsed.title or feed.title,
        body_hash=ids.sha256(response.body or b""),
        changed_at=now,
        poll_minutes=schedule.rhythm(instants, now, ttl=parsed.ttl) or feed.poll_minutes,
    )
    return _due(state, response, now)


def _validated(feed: Feed, response: Response, known: Feed | None) -> Feed:
    """`feed` with the validators that the response serves, else those of `known`; none from another address."""
    if response.final_url != feed.url:
        return replace(feed, etag=None, last_modified=None)
    return replace(
        feed,
        etag=response.headers.get("etag") or (known.etag if known else None),
        last_modified=response.headers.get("last-modified") or (known.last_modified if known else None),
    )


def _due(feed: Feed, response: Response, now: datetime) -> Feed:
    due = schedule.next_due(
        now,
        key=feed.feed_id,
        poll_minutes=feed.poll_minutes,
        changed_at=feed.changed_at,
        headers=response.headers,
    )
    return replace(feed, polled_at=now, next_due_at=due, failures=0.0, status_reason=None)


def failed(feed: Feed, response: Response, now: datetime, reason: str, detail: str) -> Poll:
    """The state keeps what is known of the feed, so that a bad hour costs no entry. Gone twice is gone."""
    failures = feed.failures + schedule.weight(reason)
    due = schedule.next_due(
        now, key=feed.feed_id, poll_minutes=feed.poll_minutes, failures=failures, headers=response.headers
    )
    is_gone = reason == GONE == feed.status_reason
    state = replace(
        feed,
        polled_at=now,
        next_due_at=due,
        failures=failures,
        status="disabled" if is_gone else feed.status,
        status_reason=reason,
    )
    failure = Failure(stage="poll", key=feed.url, reason=reason, detail=detail, source=feed.source)
    return Poll(state, "failed", response, failure=failure)


def _entries(feed: Feed, parsed: ParsedFeed, now: datetime) -> tuple[Entry, ...]:
    """The feed's entries, each identity once (the first is the newest), without those that say nothing at all."""
    first = {entry.identity: entry for entry in reversed(parsed.entries) if _says_something(entry)}
    language = feed.language or parsed.language
    return tuple(_entry(feed, entry, language, now) for entry in reversed(first.values()))


def _says_something(entry: ParsedEntry) -> bool:
    return bool(entry.url or entry.title or entry.summary or entry.content)


def _entry(feed: Feed, entry: ParsedEntry, language: str | None, now: datetime) -> Entry:
    return Entry(
        entry_id=ids.entry_id(feed.feed_id, entry.identity),
        feed_id=feed.feed_id,
        source=feed.source,
        identity=entry.identity,
        url=entry.url,
        title=entry.title,
        summary=entry.summary,
        content=entry.content,
        authors=entry.authors,
        published=dates.within(entry.published, now),
        updated=dates.within(entry.updated, now),
        language=language,
    )
