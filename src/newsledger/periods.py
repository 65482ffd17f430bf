"""ISO 8601 times as exact as a text allows ("2024", "2024-Q3", "2019-11-19", "start/end") as spans of days."""

from __future__ import annotations

import calendar
import re
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")


def span(text: str | None) -> tuple[date, date] | None:
    """First and last day of a period; None for null and for what is no such period."""
    if not text:
        return None
    first, _, last = text.partition("/")
    start, end = _days(first), _days(last or first)
    return (start[0], end[1]) if start and end else None


def _days(text: str) -> tuple[date, date] | None:
    match = _FORM.fullmatch(text)
    if not match:
        return None
    year, quarter, half, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if day:
            return (date(year, month or 1, day),) * 2
        first, last = _months(quarter, half, month)
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        return None


def _months(quarter: int | None, half: int | None, month: int | None) -> tuple[int, int]:
    if quarter:
        return 3 * quarter - 2, 3 * quarter
    if half:
        return 6 * half - 5, 6 * half
    return (month, month) if month else (1, 12)
