"""Joins the moments of a text: "from May to July", "two weeks before Christmas", "since 2015", "by the end of June"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import MAXYEAR, timedelta

from newsledger.facts import moments as m
from newsledger.facts import numbers
from newsledger.facts.dateforms import COUNT, DAY, MONTH, At, Bound, count_of
from newsledger.facts.moments import Moment

_BY = re.compile(r"\s?(?:-|–|~|to|until|till|through|and)\s?(?:the\s)?(?P<end>(?:end|middle|beginning)\sof\s)?", re.I)
_OPENS = re.compile(r"\b(?:from|between)\s(?:the\s)?\Z", re.I)
_LEAD = re.compile(
    r"\b(?P<word>since|after|before|until|till|by|starting(?:\s(?:on|in))?|beginning(?:\s(?:on|in))?|early|earlier|late|later|(?:no\s)?later\sthan|mid|middle\sof|"
    r"end\sof|start\sof|beginning\sof|as\sof)(?:\s|-)(?:in\s)?(?:the\s)?\Z",
    re.I,
)
_BOUNDS: dict[str, Bound] = {
    "since": "since", "starting": "since", "after": "after", "before": "before", "until": "before", "till": "before",
    "by": "by",    "early": "early", "earlier": "early", "start": "start",
    "late": "late", "later": "late", "end": "end", "mid": "mid",
    "middle": "mid",
}  # fmt: skip


def joined(text: str, atoms: list[At], floor: int) -> list[At]:
    out: list[At] = []
    for at in atoms:
        before = out[-1].end if out else floor
        if out and (one := _dated(text, out[-1], at) or _pair(text, out[-1], at, floor)):
            out[-1] = one
        else:
            led = _days(text, _counted(text, at, before) or at, before)
            out.append(led if led is not at else _led(text, at, before))
    return out


_YEAR_AFTER = re.compile(r"\s?,?\s(?:of\s|in\s)?(?:the\syear\s)?", re.IGNORECASE)
_SHIFT = re.compile(
    rf"(?:(?P<more>more\sthan|over)\s|(?P<less>less\sthan|within)\s|(?P<run>for\s|the\s)?)(?P<n>{COUNT})\s?(?P<unit>day|week|month|quarter|year)s?,?\s"
    r"(?P<how>before|prior\sto|after|from|following|(?:starting|beginning)(?:\s(?:on|from|in))?)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_FROM_DAY = re.compile(
    rf"(?:\b(?:from|between)\s(?:the\s)?)?(?<![\d$.,])\b{DAY}\s?(?:-|–|to|and|until|till|through)\s?(?:the\s)?\Z",
    re.IGNORECASE,
)
_TWO_DAYS = re.compile(r"(?:\b(?:from|between)\s)?\b(?P<a>\d{1,2})\s(?:to|and)\s(?P<b>\d{1,2})\s\Z", re.IGNORECASE)
_TO_DAY = re.compile(
    rf"\s?(?:-|–|to\s|until\s|till\s|through\s)\s?(?:the\s)?{DAY}"
    rf"(?![\w/-]|\s?(?:%|percent|million|billion)|\s{MONTH})",
    re.I,
)


def _dated(text: str, one: At, two: At) -> At | None:
    """A day or month whose year follows in words or behind a comma: "13 September nineteen seventy two"."""
    if one.has_year or two.moment.unit != "year" or two.moment.first.month != 1:
        return None
    if one.moment.unit not in ("day", "month", "quarter", "half") or not _YEAR_AFTER.fullmatch(
        text[one.end : two.start]
    ):
        return None
    year = two.moment.first.year
    last = m.with_year(one.last_of, year) if one.last_of else None
    return replace(one, end=two.end, moment=m.with_year(one.moment, year), last_of=last, has_year=True)


# "Goes up by $2 *a month* from October"
_PAID = re.compile(
    r"(?:[$£€¥₹]\s?[\d.,]+(?:\s?(?:bn|m|k|million|billion))?|\d\s?(?:p|pence|cents?|euros?|dollars?))\s\Z"
)


def _counted(text: str, at: At, floor: int) -> At | None:
    """ "two weeks before Christmas", "3 days from Tuesday", "two weeks starting May 20"."""
    match = _SHIFT.search(text, max(floor, at.start - 44), at.start)
    if not match or (match["n"] in ("a", "an") and _PAID.search(text, floor, match.start())):
        return None
    count, unit, how = count_of(match["n"]), match["unit"].lower(), match["how"].lower()
    base = at.moment.first
    back = how in ("before", "prior to")
    try:
        shifted = m.moved(base, unit, -count if back else count)  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None  # before the first year or after the last that a date can have
    if how.startswith(("starting", "beginning")) or (how == "from" and (match["run"] or match["less"])):
        return replace(
            at, start=match.start(), moment=Moment(base, shifted - timedelta(0 if match["less"] else 1), "range")
        )
    if match["less"]:
        return replace(at, start=match.start(), moment=Moment(min(base, shifted), max(base, shifted), "range"))
    bound: Bound | None = None if not match["more"] else "before" if back else "after"
    return replace(at, start=match.start(), moment=m.day(shifted), bound=bound)


def _days(text: str, at: At, floor: int) -> At:
    """ "between 3 and 12 of September", "4 to 23 next month", "November 19-20"."""
    first = at.moment.first
    if at.moment.unit == "month" and (match := _TWO_DAYS.search(text, max(floor, at.start - 34), at.start)):
        one, two = int(match["a"]), int(match["b"])
        if 0 < one < two <= at.moment.last.day:
            return replace(
                at, start=match.start(), moment=m.day(first.replace(day=one)), last_of=m.day(first.replace(day=two))
            )
    if at.moment.unit == "day" and (match := _FROM_DAY.search(text, max(floor, at.start - 34), at.start)):
        day = numbers.ordinal(match["day"]) or 0
        if 0 < day < first.day:
            return replace(at, start=match.start(), moment=m.day(first.replace(day=day)), last_of=at.moment)
    if at.moment.unit == "day" and (match := _TO_DAY.match(text, at.end)):
        day = numbers.ordinal(match["day"]) or 0
        if first.day < day <= monthrange(first.year, first.month)[1]:
            return replace(at, end=match.end(), last_of=m.day(first.replace(day=day)))
    return at


def _pair(text: str, one: At, two: At, floor: int) -> At | None:
    """ "2014 to 2018", "from May to July"; "and" joins only after "between"."""
    between = text[one.end : two.start]
    if len(between) > 24 or one.last_of or not _BY.fullmatch(between):
        return None
    opened = _OPENS.search(text, max(floor, one.start - 14), one.start)
    word = between.strip().lower()
    if word.startswith("and") and not (opened and opened[0].lower().startswith("between")):
        return None
    first = one.moment
    if two.has_year and not one.has_year:
        first = m.with_year(first, two.moment.first.year)
        first = m.with_months(first, -12) if first.first > two.moment.last else first
    last = two.moment
    if first.first > last.last and not two.has_year:
        last = m.with_year(last, first.first.year)
    if first.first > last.last and not two.has_year and first.first.year < MAXYEAR:
        last = m.with_year(last, first.first.year + 1)
    if first.first > last.last:
        return None
    start = opened.start() if opened else one.start
    ends = (_BY.fullmatch(between) or opened or [""])[0].lower()
    return At(start, two.end, first, "end" if "end of" in ends else None, last, two.has_year or one.has_year)


def _led(text: str, at: At, floor: int) -> At:
    lead = _LEAD.search(text, max(floor, at.start - 22), at.start)
    if not lead or at.bound:
        return at
    word = lead["word"].lower().split()[0]
    word = {"later": "after", "no": "before"}[word] if lead["word"].lower().endswith("than") else word
    if word == "beginning":
        bound: Bound | None = "start" if lead["word"].lower().endswith("of") else "since"
    else:
        bound = _BOUNDS.get(word)
    return replace(at, start=lead.start(), bound=bound) if bound else at
