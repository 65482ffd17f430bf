"""When to poll a feed again: a pure function of what it said, what it printed and the time.

Half the median gap between its entries, longer the longer it is silent, never under 10 minutes, never over 24 hours;
lengthened, never shortened, by what the publisher asks for (ttl, max-age, a hold-off) and by failures. Hours and days
in which it asks not to be polled (RSS 2.0: skipHours, skipDays) are waited out, a day of them up to 48 hours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

FLOOR = 10  # minutes
CEILING = 24 * 60
SILENCE = 10  # a feed silent for a day is asked every 2.4 hours
NEWEST = 20  # entries that make the rhythm
JITTER = 0.1

_HARD = frozenset({"http_401", "http_403", "http_410", "http_451", "not_a_feed", "refused_address", "too_large"})
_TEMPORARY = frozenset(
    {"http_408", "http_425", "http_429", "http_500", "http_502", "http_503", "http_504", "timeout", "unexpected_304"}
)
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def weight(reason: str) -> float:
    """How much a failure counts: hard 1, soft 0.5 (a 404, a broken connection), temporary 0.25."""
    if reason in _HARD:
        return 1.0
    return 0.25 if reason in _TEMPORARY else 0.5


def rhythm(published: Iterable[datetime], now: datetime, *, ttl: int | None = None) -> int | None:
    """Minutes between polls that the newest entries suggest; None where fewer than two tell their time.

    `ttl` (minutes) lengthens it."""
    newest = sorted({at for at in published if at <= now}, reverse=True)[:NEWEST]
    gaps = [(later - earlier).total_seconds() / 60 for later, earlier in pairwise(newest)]
    if not gaps:
        return _bounded(ttl) if ttl else None
    silence = (now - newest[0]).total_seconds() / 60
    return _bounded(max(median(gaps) / 2, silence / SILENCE, ttl or 0))


def next_due(
    now: datetime,
    *,
    key: str,
    poll_minutes: int,
    changed_at: datetime | None = None,
    failures: float = 0.0,
    headers: Mapping[str, str] | None = None,
    not_before: datetime | None = None,
    skip_hours: Collection[int] = (),
    skip_days: Collection[int] = (),
) -> datetime:
    """The next poll's time. `key` (the feed's id) spreads feeds of one rhythm over up to a tenth of their interval.

    `headers` (lower-case names) are the last response's; `not_before` is the hold-off that it asked for.
    `skip_hours` (0-23, GMT) and `skip_days` (0 is Monday) are left out, unless that leaves nothing or is more than 24
    hours from now, 48 where days are left out."""
    headers = headers or {}
    silence = (now - changed_at).total_seconds() / 60 if changed_at else 0.0
    asked = (max_age(headers) or 0) / 60
    minutes = _bounded(max(poll_minutes, silence / SILENCE, asked) * 2 ** min(failures, 10.0))
    spread = JITTER * _fraction(key, now)
    due = max(now + timedelta(minutes=min(minutes * (1 + spread), CEILING)), not_before or now)
    latest = now + timedelta(minutes=CEILING * (2 if skip_days else 1))
    return min(_open(due, set(skip_hours), set(skip_days), spread), latest)


def _open(due: datetime, skip_hours: set[int], skip_days: set[int], spread: float) -> datetime:
    """The first time from `due` on that is not left out; within its hour feeds are spread again."""
    if skip_hours.issuperset(range(24)) or skip_days.issuperset(range(7)):
        return due
    at = due.astimezone(UTC)
    while at.hour in skip_hours or at.weekday() in skip_days:
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due if at == due else at + timedelta(hours=spread)


def max_age(headers: Mapping[str, str]) -> int | None:
    """Seconds for which Cache-Control calls the response fresh."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    return int(found[1]) if found else None


def _bounded(minutes: float) -> int:
    return round(min(max(minutes, FLOOR), CEILING))


def _fraction(key: str, now: datetime) -> float:
    """A number in [0, 1) that is the same for the same feed and time, and differs between feeds."""
    return int.from_bytes(hashlib.sha256(f"{key} {now.isoformat()}".encode()).digest()[:4], "big") / 2**32
