"""When: ISO 8601 periods and dates from a sentence, relative words resolved against the publication day."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NAMES = "|".join(_MONTHS)
_RULES = [
    (re.compile(rf"\b({_NAMES})\s(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s((?:19|20)\d\d))?\b(?!\s?%)", re.I), "month_day"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?({_NAMES})(?:,?\s((?:19|20)\d\d))?\b", re.I), "day_month"),
    (
        re.compile(
            r"\b(first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]quarter(?:\s(?:of\s)?(?:fiscal\s)?((?:19|20)\d\d))?",
            re.I,
        ),
        "quarter",
    ),
    (re.compile(r"\bQ([1-4])(?:\s(?:of\s)?((?:19|20)\d\d))?\b"), "q"),
    (re.compile(rf"\b(?:in|of|since|by|for|last|this|next)\s({_NAMES})(?:\s((?:19|20)\d\d))?\b", re.I), "month"),
    (re.compile(r"\b(last|this|next)\s(year|month|quarter|week)\b", re.I), "relative"),
    (re.compile(r"\b(yesterday|today|tomorrow)\b", re.I), "day_word"),
    (re.compile(rf"\b(?:on|last|this)\s({'|'.join(_DAYS)})\b", re.I), "weekday"),
    (re.compile(r"\b(?:in|for|of|since|during|by|through|FY|year)\s?((?:19|20)\d\d)\b(?!-)"), "year"),
]


def when(text: str, start: int, end: int, published: date | None) -> str | None:
    """The first time that text[start:end] names, as exact as it says; None where it names none that can be resolved."""
    found = []
    for pattern, rule in _RULES:
        if match := pattern.search(text, start, end):
            found.append((match.start(), rule, match))
    for _, rule, match in sorted(found, key=lambda item: item[0]):
        if resolved := _resolve(rule, match, published):
            return resolved
    return None


def _resolve(rule: str, match: re.Match[str], published: date | None) -> str | None:
    if rule == "year":
        return match[1]
    if rule in ("month_day", "day_month"):
        month, day = (match[1], match[2]) if rule == "month_day" else (match[2], match[1])
        return _day(month, int(day), match[3], published)
    if rule == "month":
        return _month(match[1], match[2], published)
    if rule in ("quarter", "q"):
        quarter = _ORDINALS[match[1].lower()] if rule == "quarter" else int(match[1])
        return _quarter(quarter, match[2], published)
    return _relative(rule, match, published) if published else None


def _day(month: str, day: int, year: str | None, published: date | None) -> str | None:
    number = _MONTHS.index(month.lower()) + 1
    if not year and published is None:
        return None
    try:
        return date(int(year) if year else _nearest_year(number, published), number, day).isoformat()
    except ValueError:
        return None


def _month(month: str, year: str | None, published: date | None) -> str | None:
    number = _MONTHS.index(month.lower()) + 1
    if not year and published is None:
        return None
    return f"{int(year) if year else _nearest_year(number, published)}-{number:02}"


def _nearest_year(month: int, published: date | None) -> int:
    """A month without a year is the last one of that name, or the next where that is much nearer."""
    assert published is not None
    ahead = month - published.month
    return published.year - 1 if ahead > 6 else published.year


def _quarter(quarter: int, year: str | None, published: date | None) -> str | None:
    if year:
        return f"{year}-Q{quarter}"
    if published is None:
        return None
    current = (published.month + 2) // 3
    return f"{published.year if quarter <= current else published.year - 1}-Q{quarter}"


def _relative(rule: str, match: re.Match[str], published: date | None) -> str | None:
    assert published is not None
    if rule == "day_word":
        return (published + timedelta({"yesterday": -1, "today": 0, "tomorrow": 1}[match[1].lower()])).isoformat()
    if rule == "weekday":
        back = (published.weekday() - _DAYS.index(match[1].lower())) % 7
        return (published - timedelta(back)).isoformat()
    step = {"last": -1, "this": 0, "next": 1}[match[1].lower()]
    return _shift(match[2].lower(), step, published)


def _shift(unit: str, step: int, published: date) -> str:
    if unit == "year":
        return str(published.year + step)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}"
    if unit == "quarter":
        quarters = published.year * 4 + (published.month - 1) // 3 + step
        return f"{quarters // 4}-Q{quarters % 4 + 1}"
    monday = published - timedelta(published.weekday()) + timedelta(7 * step)
    return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
