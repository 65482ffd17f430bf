"""When a publisher asks us to stay away, and for how long: pure functions of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(hours=24)
# a 429 that names no time; a 503 that names none is one address's trouble, not the domain's
UNNAMED = timedelta(minutes=15)
_RETRIED = frozenset({"connect", "truncated", "http_502", "http_504"})


def hold(status: int | None, headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long an answer holds off all requests to its registrable domain; None where it does not.

    `headers` have lower-case names. A Retry-After that cannot be read counts as none."""
    if status not in (429, 503):
        return None
    return retry_after(headers.get("retry-after", ""), now) or (UNNAMED if status == 429 else None)


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long Retry-After (RFC 9110, 10.2.3) asks to wait, at most 24 hours; None for garbage and for the past."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), LONGEST) or None
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    wait = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(wait, LONGEST) if wait > timedelta() else None


def is_worth_another_try(reason: str | None) -> bool:
    """True for what a second try within the run may cure: broken connections and bad gateways, never a 4xx."""
    return reason in _RETRIED
