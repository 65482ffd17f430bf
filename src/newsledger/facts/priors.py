"""What a price, a stake or a staff was before: "cut the price to $18 from $21", "raised its stake from 19.5% to 24.9%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.facts.matching import Match
from newsledger.facts.values import Found
from newsledger.records import Fact

_FROM = re.compile(
    r"(?: (?:a|per) \w+)?(?: in(?: the)?(?: \w+){1,2})?,? (?:(?:up|down) )?from (?:about |around |just )?"
)
_TO = re.compile(r" to (?:about |around |just |nearly |almost )?")
_OPENED = re.compile(r"\bfrom (?:about |around |just )?\Z")


def priors(match: Match, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Each price that moved and each stake once more, with what it was until then."""
    numbers = match.sentence.numbers
    for fact in facts:
        stake = fact.attribute in ("stake", "headcount")
        moved = fact.type == "price_change" and fact.attribute != "set"
        at = next((i for i, found in enumerate(numbers) if found.value == fact.value), None)
        old = _old(match, at) if (stake or moved) and at is not None else None
        if old is not None and old.value.unit == numbers[at or 0].value.unit:
            attribute = fact.attribute if stake else "set"
            yield replace(fact, attribute=attribute, value=old.value, change=None, modality="asserted", date=None)


def _old(match: Match, at: int) -> Found | None:
    """The amount that another replaces, behind it or before it."""
    numbers, text = match.sentence.numbers, match.text
    after = numbers[at + 1] if at + 1 < len(numbers) else None
    if after is not None and _FROM.fullmatch(text, numbers[at].end, after.start):
        return after
    before = numbers[at - 1] if at else None
    if before is None or not _TO.fullmatch(text, before.end, numbers[at].start):
        return None
    return before if _OPENED.search(text, match.sentence.start, before.start) else None
