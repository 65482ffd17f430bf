"""What a price, a stake or a staff was before: "cut the price to $18 from $21", "raised its stake from 19.5% to 24.9%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.facts.match import Match
from newsledger.facts.values import Found
from newsledger.records import Fact

_FROM = re.compile(
    r"(?: (?:a|per) \w+)?(?: in(?: the)?(?: \w+){1,2})?,? (?:(?:up|down) )?from (?:about |around |just )?"
)
_AGAINST = re.compile(r",? (?:against|versus|compared (?:with|to)) (?:about |around |just |only )?")
_THEN = re.compile(r"(?: (?:people|employees|staff|workers))? (?:(?:in|at|at the (?:end|start) of) )?")
_TO = re.compile(r" to (?:about |around |just |nearly |almost )?")
_OPENED = re.compile(r"\bfrom (?:about |around |just )?\Z")


def priors(match: Match, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Each price that moved and each stake once more, with what it was until then."""
    numbers = match.sentence.numbers
    for fact in facts:
        stake = fact.attribute in ("stake", "headcount", "valuation")
        moved = fact.type == "price_change" and fact.attribute != "set"
        said = fact.value
        at = next(
            (i for i, q in enumerate(numbers) if said and (q.value.min, q.value.max) == (said.min, said.max)), None
        )
        old = _old(match, at) if (stake or moved) and at is not None else None
        if old is None or at is None:
            continue
        if fact.attribute == "headcount" and old.kind == "number":  # "employs 265 people, up from 90"
            old = replace(old, value=replace(old.value, unit=said.unit if said else None))
        if said and old.value.unit == said.unit:
            attribute, period = fact.attribute if stake else "set", _period(match, old)
            yield replace(
                fact, attribute=attribute, value=old.value, change=None, modality="asserted", date=None, period=period
            )


def _period(match: Match, old: Found) -> str | None:
    """The time right behind what was: "from 90 in 2019", "against 90 two years ago"."""
    behind = (time for time in match.sentence.times if 0 < time.start - old.end < 30)
    return next((time.iso for time in behind if _THEN.fullmatch(match.text, old.end, time.start)), None)


def _old(match: Match, at: int) -> Found | None:
    """The amount that another replaces, behind it or before it."""
    numbers, text = match.sentence.numbers, match.text
    after = numbers[at + 1] if at + 1 < len(numbers) else None
    if after is not None and (
        _FROM.fullmatch(text, numbers[at].end, after.start) or _AGAINST.fullmatch(text, numbers[at].end, after.start)
    ):
        return after
    before = numbers[at - 1] if at else None
    if before is None or not _TO.fullmatch(text, before.end, numbers[at].start):
        return None
    return before if _OPENED.search(text, match.sentence.start, before.start) else None
