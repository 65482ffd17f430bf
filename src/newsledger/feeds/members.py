"""Which sitemaps of an index to read: what is new or has changed, a few at a poll, so that none is asked for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from newsledger.records import Feed, Member, Request

MOST = 20  # a poll; the rest is read by the next ones
AGAIN = timedelta(hours=6)  # for a member that does not say when it changed


def requests_for(feed: Feed, members: Iterable[Member], read: Mapping[str, datetime], now: datetime) -> list[Request]:
    """Requests for the members that are due, the most recently changed first. `read` is when each url was last read."""
    due = {member.url: member for member in members if _is_due(member, read.get(member.url), now)}
    newest = sorted(due.values(), key=lambda member: (member.changed or date.max, member.url), reverse=True)
    return [Request(feed.feed_id, member.url, obeys_robots=True) for member in newest[:MOST]]


def _is_due(member: Member, read: datetime | None, now: datetime) -> bool:
    if read is None:
        return True
    if member.changed is None:
        return now - read >= AGAIN
    return member.changed >= read.date()  # the day alone: what changed later that day is not to be missed
