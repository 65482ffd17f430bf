"""What one poll of a feed saw and what would follow, for people: nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from newsledger import feeds
from newsledger.feeds import ParsedFeed
from newsledger.records import Entry, Failure, Feed, Response, Stamp


def report(feed: Feed, response: Response, now: datetime) -> dict[str, Any]:
    """What `response`, the answer to an unconditional request for `feed`, comes to; JSON values and instants.

    `reason` is None for a feed, else why it is none; `problem` explains that, or what was wrong with a feed that could
    be read all the same. `newest_from` is the feed's element that the newest date was read from, `leads_to` the feed
    that a page in its place declares and a run would ask instead."""
    parsed = _parsed(feed, response)
    poll = feeds.digest(feed, response, now)
    leads_to = poll.feed.url if poll.outcome == "found" else None
    is_failed = isinstance(parsed, Failure) and not leads_to
    return {
        "feed": feed.url,
        "source": feed.source or None,
        "status": response.status,
        "redirects": _redirects(response),
        "final_url": response.final_url,
        "content_type": response.headers.get("content-type"),
        "bytes": response.size,
        "milliseconds": response.milliseconds,
        **_content(parsed, poll.entries),
        "etag": response.headers.get("etag"),
        "last_modified": response.headers.get("last-modified"),
        "poll_minutes": poll.feed.poll_minutes,
        "next_due_at": poll.feed.next_due_at,
        "leads_to": leads_to,
        "reason": parsed.reason if isinstance(parsed, Failure) and is_failed else None,
        "problem": (parsed.detail if isinstance(parsed, Failure) else parsed.problem) or None,
    }


def _parsed(feed: Feed, response: Response) -> ParsedFeed | Failure:
    if response.outcome != "ok":
        return Failure("poll", feed.url, response.reason or response.outcome, response.detail)
    content_type = response.headers.get("content-type")
    return feeds.parse(
        response.body or b"", response.final_url, content_type, language=feed.language, timezone=feed.timezone
    )


def _redirects(response: Response) -> list[dict[str, Any]]:
    stops = [*response.hops, (0, response.final_url)]
    return [{"status": status, "from": url, "to": target} for (status, url), (_, target) in pairwise(stops)]


def _content(parsed: ParsedFeed | Failure, entries: Sequence[Entry]) -> dict[str, Any]:
    if isinstance(parsed, Failure):
        return {"format": None, "title": None, "entries": None, "sitemaps": None, "newest": None, "newest_from": None}
    newest = max((e for e in entries if e.published.day or e.published.at), key=_when, default=None)
    elements = {entry.identity: entry.date_source for entry in parsed.entries}
    return {
        "format": parsed.format,
        "title": parsed.title,
        "entries": len(entries),
        "sitemaps": len(parsed.sitemaps),
        "newest": newest and _printed(newest.published),
        "newest_from": elements.get(newest.identity) if newest else None,
    }


def _printed(stamp: Stamp) -> datetime | date | None:
    """The instant, or the day where the publisher printed no time of day."""
    return stamp.at if stamp.precision in ("second", "minute") else stamp.day or stamp.at


def _when(entry: Entry) -> str:
    """Sorts instants and days together."""
    return str(entry.published.at or entry.published.day)
