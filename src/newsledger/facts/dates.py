"""When: the days and periods that a text names, relative words resolved against the publication day or another date.

Moments are read one by one where a word or digit of a date stands; then neighbours are joined ("from May to July") and
words before them taken in ("since", "early", "by the end of")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsledger.facts import moments as m
from newsledger.facts.dateforms import At, Bound, Context, atoms
from newsledger.facts.datespans import joined
from newsledger.facts.moments import Moment
from newsledger.periods import span


@dataclass(frozen=True, slots=True)
class Time:
    """A day or a period named at text[start:end], `iso` as the facts contract writes it.

    `bound` keeps the word that limits it: "since 2015" is 2015/<publication day>, all others keep the period they
    name ("by 2030" is 2030, "early May" is May)."""

    start: int
    end: int
    iso: str
    kind: Literal["day", "period"]
    bound: Bound | None = None


# Every alternative begins with a letter or digit of its own, so that the search passes quickly over all other text.
_GATE = re.compile(
    "|".join("0123456789")
    + r"|days?\b|fortnight|noughties|week|month|quarter|year|decade|half\b|yesterday|tomorrow|january|february|march|april"
    r"|may\b|june|july|august|september|october|november|december"
    r"|jan\b|feb\b|mar\b|apr\b|jun\b|jul\b|aug\b|sept?\b|oct\b|nov\b|dec\b|christmas|easter|thanksgiving|nineteen\b|twenty\b"
)


def times(text: str, start: int, end: int, published: date | None, anchor: date | str | None = None) -> list[Time]:
    """Every day or period named in text[start:end], left to right.

    Relative words count from `published`; "the week before", "a year earlier", "the previous quarter" from `anchor`,
    the nearest earlier time in the text as a day or an `iso` ("2024-Q4" makes "a year earlier" 2023-Q4), else from
    `published`; a time named earlier within text[start:end] goes before both. What cannot be resolved is left out."""
    if not _GATE.search(text[start:end].lower()):
        return []
    found = joined(text, list(atoms(text, start, end, Context(published, _moment(anchor)))), start)
    return [_time(at, published) for at in found]


def when(text: str, start: int, end: int, published: date | None) -> str | None:
    """The first time that text[start:end] names, as exact as it says; None where it names none that can be resolved."""
    found = times(text, start, end, published)
    return found[0].iso if found else None


def _time(at: At, published: date | None) -> Time:
    iso = f"{at.moment.iso.split('/')[0]}/{at.last_of.iso.split('/')[-1]}" if at.last_of else at.moment.iso
    if at.bound == "since" and published and at.moment.first <= published and not at.last_of:
        iso = f"{at.moment.iso.split('/')[0]}/{published.isoformat()}"
    is_day = at.moment.unit == "day" and not at.last_of and at.bound != "since"
    return Time(at.start, at.end, iso, "day" if is_day else "period", at.bound)


def _moment(anchor: date | str | None) -> Moment | None:
    """The moment that an anchor stands for; None for what is no period."""
    if anchor is None or isinstance(anchor, date):
        return m.day(anchor) if anchor else None
    days = span(anchor)
    if not days:
        return None
    units: tuple[m.Unit, ...] = ("day", "week", "month", "quarter", "half", "year")
    for unit in units:  # no comprehension: compiled, one would go on to the week of the last day that there is
        whole = m.around(days[0], unit)
        if (whole.first, whole.last) == days:
            return whole
    return Moment(*days, "range")
