"""Lines that say what a list's entries cost: "3. Quillon Desk", below it "Pricing: Basic at $15 a month, Flex at $40"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from newsledger.facts.values import Found, quantities
from newsledger.records import Fact

_LINE = re.compile(r"^[-•* \t]*(?:Pricing|Prices?|Starting price|Tickets?)(?: \([^)\n]*\))?:[ \t]+(?=\S)", re.MULTILINE)
_ENTRY = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(?P<name>[A-Z][^\n.:;!?]{1,58}?)(?: [(–—-][^\n]*)?[ \t]*$", re.MULTILINE)
_PLAN = re.compile(r"(?:[A-Z][\w+]*(?:-\w+)*(?: [A-Z][\w+]*)*)(?: (?:plans?|tiers?|editions?|pass(?:es)?|tickets?))?")
_FREE = frozenset("Free Typically Historically From Starts Starting Around About Usually Contact Custom US USD".split())
_FAR = 3000  # characters between an entry and its price


def pricings(text: str) -> Iterator[Fact]:
    """The prices of a numbered list's entries, a fact each sum, by plan where the line names plans."""
    entries: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        entries = entries or list(_ENTRY.finditer(text))
        at = bisect_right(entries, line.start(), key=re.Match.end) - 1
        if at >= 0 and line.start() - entries[at].end() <= _FAR:
            yield from _priced(text, entries[at]["name"], *_bounds(text, line.start()), line.end())


def _bounds(text: str, at: int) -> tuple[int, int]:
    """(start, end) of the line that begins at `at`, without the white space around it."""
    end = text.find("\n", at)
    line = text[at : len(text) if end < 0 else end]
    return at + len(line) - len(line.lstrip()), at + len(line.rstrip())


def _priced(text: str, name: str, start: int, end: int, begin: int) -> Iterator[Fact]:
    sums = [found for found in quantities(text, begin, end) if found.kind == "money"]
    for found in _ranged(text, sums):
        yield Fact(
            type="price_change",
            subject=name,
            start=start,
            end=end,
            attribute="set",
            object=_plan(text, begin, found) or name,
            value=found.value,
            confidence=0.65,
            subject_kind="organization",
            object_kind="product",
        )
        begin = found.end


def _ranged(text: str, sums: list[Found]) -> Iterator[Found]:
    """The sums, two of them one where the line says "from $14 to $99"."""
    low: Found | None = None
    for found, after in zip_longest(sums, sums[1:]):
        if low is not None:
            yield replace(found, start=low.start, value=replace(found.value, min=low.value.min))
            low = None
        elif (
            after is not None
            and text[found.start - 5 : found.start].lower() == "from "
            and text[found.end : after.start] == " to "
        ):
            low = found
        else:
            yield found


def _plan(text: str, begin: int, found: Found) -> str | None:
    """The last plan named between the sum before and this one: "Flex at $40"."""
    plans = [m[0] for m in _PLAN.finditer(text, begin, found.start) if m[0].split()[0] not in _FREE]
    return plans[-1] if plans else None
