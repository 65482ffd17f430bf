"""A poll's two decisions: what to ask, and what the answer comes to. No input and no output; both pickle.

Validators (RFC 9110, 8.8 and 13) are echoed byte for byte and belong to the address that sent them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from newsledger import ids, urls
from newsledger.feeds import dates, schedule, sniff
from newsledger.feeds.discovery import discover
from newsledger.feeds.parse import parse
from newsledger.feeds.shapes import ParsedEntry, ParsedFeed
from newsledger.records import Entry, Failure, Feed, Poll, Request, Response

GONE = "http_410"
INDEX = "sitemapindex"
# A 304 is believed for a week: servers with broken validators would otherwise hide a feed for ever.
FULL_EVERY = timedelta(days=7)
# A permanent redirect is taken at its word after this many polls over this time; a night's mishap is neither.
MOVES, MOVING = 3, timedelta(days=1)
_PERMANENT = frozenset({301, 308})
_ELSEWHERE = frozenset({"http_404", "http_410", "not_a_feed"})
LOST = 3  # weighted failures after which a feed that moved is looked for where it was listed
PARSER = 1  # to be raised when the readers of this package make something else of the same bytes


def request_for(feed: Feed, now: datetime) -> Request:
    """The GET of a feed: conditional, but once a week unconditional. Sitemaps obey robots.txt; feeds are an invitation."""
    is_sitemap = (feed.format or feed.url.rpartition("/")[2]).startswith("sitemap") or "sitemap" in feed.url
    if feed.full_at is None or not timedelta() <= now - feed.full_at < FULL_EVERY:
        return Request(feed.feed_id, feed.url, obeys_robots=is_sitemap)
    return Request(feed.feed_id, feed.url, feed.etag, feed.last_modified, is_sitemap)


def needs_parse(feed: Feed, response: Response) -> bool:
    """True when `digest` would have to parse the body: work for a process with a deadline."""
    return response.outcome == "ok" and bool(response.body) and (feed.format == INDEX or not _is_same(feed, response))


def digest(feed: Feed, response: Response, now: datetime) -> Poll:
    """What `response` to the request for `feed` comes to: the feed's next state, and its entries where it changed."""
    if response.outcome == "held":
        return Poll(replace(feed, next_due_at=response.not_before), "held", response)
    if response.outcome == "not_modified":
        return _not_modified(feed, response, now)
    if response.outcome != "ok":
        return failed(feed, response, now, response.reason or response.outcome, response.detail)
    if _is_same(feed, response) and feed.format != INDEX:
        return Poll(_rested(feed, response, now), "unchanged", response)
    parsed = _parsed(feed, response)
    if isinstance(parsed, Failure):
        found = _found(feed, response, now)
        return found or failed(feed, response, now, parsed.reason, parsed.detail)
    entries = _entries(feed, parsed, now)
    state = _changed(feed, parsed, entries, response, now)
    return Poll(state, "changed", response, entries, members=parsed.sitemaps)


def digest_part(feed: Feed, response: Response, now: datetime) -> Poll:
    """What a member of the sitemap index `feed` comes to: its entries; the feed's state stays as it is."""
    if response.outcome == "held":
        return Poll(feed, "part", response)
    if response.outcome != "ok":
        reason = response.reason or response.outcome
        return Poll(feed, "part", response, failure=_part_failed(feed, response, reason, response.detail))
    parsed = _parsed(feed, response)
    if isinstance(parsed, Failure):
        return Poll(feed, "part", response, failure=_part_failed(feed, response, parsed.reason, parsed.detail))
    if parsed.sitemaps:
        detail = "an index within an index, which sitemaps.org does not allow"
        return Poll(feed, "part", response, failure=_part_failed(feed, response, "nested_index", detail))
    return Poll(feed, "part", response, _entries(feed, parsed, now))


def _part_failed(feed: Feed, response: Response, reason: str, detail: str) -> Failure:
    return Failure("poll", response.request.url, reason, detail, source=feed.source)


def _parsed(feed: Feed, response: Response) -> ParsedFeed | Failure:
    return parse(
        response.body or b"",
        urls.without_credentials(response.final_url),  # they are the feed's, and no part of its articles' addresses
        response.headers.get("content-type"),
        language=feed.language,
        timezone=feed.timezone,
    )


def _found(feed: Feed, response: Response, now: datetime) -> Poll | None:
    """A page where no feed has been yet: the first feed that it declares is the feed from now on."""
    body = response.body or b""
    if feed.format or sniff.shape(body) != "html":
        return None  # what has been a feed and is a page today has a bad day, or is in bad hands
    declared = discover(body, response.final_url)
    elsewhere = next((one.url for one in declared if one.url not in (feed.url, response.final_url)), None)
    if elsewhere is None:
        return None
    state = replace(_due(feed, response, now), url=elsewhere, etag=None, last_modified=None, body_hash=None)
    return Poll(state, "found", response, follow=(Request(feed.feed_id, elsewhere),))


def _is_same(feed: Feed, response: Response) -> bool:
    return feed.body_hash == _hash(response)


def _hash(response: Response) -> str:
    """The body's sha256, marked with the parser's number: what an older one made of the same bytes is not to stay."""
    return f"{PARSER}-{ids.sha256(response.body or b'')}"


def _not_modified(feed: Feed, response: Response, now: datetime) -> Poll:
    asked = response.request
    if not (asked.etag or asked.last_modified):
        return failed(feed, response, now, "unexpected_304", "304 to a request that named no version")
    return Poll(_rested(feed, response, now), "unchanged", response)


def _rested(feed: Feed, response: Response, now: datetime) -> Feed:
    """The state after an answer with nothing new. A 304 may leave its validators out; a 200 that does has none."""
    is_304 = response.outcome == "not_modified"
    state = replace(feed, full_at=feed.full_at if is_304 else now)
    return _due(_validated(_moved(state, response, now), response, feed if is_304 else None), response, now)


def _changed(feed: Feed, parsed: ParsedFeed, entries: tuple[Entry, ...], response: Response, now: datetime) -> Feed:
    instants = dates.instants([entry.published for entry in entries])
    is_index = bool(parsed.sitemaps)  # its members may change while it does not: it is always read
    state = replace(
        _validated(_moved(feed, response, now), response, None),
        title=parsed.title or feed.title,
        format=parsed.format,
        body_hash=_hash(response),
        changed_at=feed.changed_at if _is_same(feed, response) else now,
        full_at=None if is_index else now,
        poll_minutes=schedule.rhythm(instants, now, ttl=parsed.ttl) or feed.poll_minutes,
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
    )
    return _due(state, response, now)


def _moved(feed: Feed, response: Response, now: datetime) -> Feed:
    """The feed where permanent redirects, the same every time, have led it often and long enough; else one step nearer."""
    is_permanent = response.hops and all(status in _PERMANENT for status, _ in response.hops)
    if not is_permanent:
        return replace(feed, moved_to=None, moved_count=0, moved_at=None)
    if response.final_url != feed.moved_to or feed.moved_at is None:
        return replace(feed, moved_to=response.final_url, moved_count=1, moved_at=now)
    is_downgrade = feed.url.startswith("https:") and not response.final_url.startswith("https:")
    if feed.moved_count + 1 >= MOVES and now - feed.moved_at >= MOVING and not is_downgrade:
        return replace(feed, url=response.final_url, moved_to=None, moved_count=0, moved_at=None)
    return replace(feed, moved_count=feed.moved_count + 1)


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
    rested = replace(feed, polled_at=now, failures=0.0, status_reason=None)
    return replace(rested, next_due_at=_next(rested, response, now))


def _next(feed: Feed, response: Response, now: datetime) -> datetime:
    return schedule.next_due(
        now,
        key=feed.feed_id,
        poll_minutes=feed.poll_minutes,
        changed_at=None if feed.failures else feed.changed_at,
        failures=feed.failures,
        headers=response.headers,
        not_before=response.not_before,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
    )


def failed(feed: Feed, response: Response, now: datetime, reason: str, detail: str) -> Poll:
    """The state keeps what is known of the feed, so that a bad hour costs no entry. Gone twice is gone.

    A feed that was found or moved elsewhere and is not there any more is looked for again where it was listed."""
    is_gone = reason == GONE == feed.status_reason
    failures = feed.failures + schedule.weight(reason)
    is_lost = (reason in _ELSEWHERE or failures >= LOST) and feed.listed_url not in (None, feed.url)
    state = replace(
        _listed_anew(feed) if is_lost else feed,
        polled_at=now,
        failures=failures,
        status="disabled" if is_gone and not is_lost else feed.status,
        status_reason=reason,
    )
    state = replace(state, next_due_at=_next(state, response, now))
    failure = Failure(stage="poll", key=feed.url, reason=reason, detail=detail, source=feed.source)
    return Poll(state, "failed", response, failure=failure)


def _listed_anew(feed: Feed) -> Feed:
    """The feed as if it had just been listed, its entries' memory apart."""
    url = feed.listed_url or feed.url
    return replace(feed, url=url, format=None, etag=None, last_modified=None, body_hash=None, full_at=None)


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
