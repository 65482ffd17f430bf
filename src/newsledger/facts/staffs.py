"""How many work for whom, where a part of them is told: "8 per cent of its 22,000 staff", "400 of Tallis's 3,100"; and
the number that a cut is told by besides: "a fifth of its staff, or 140 people"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.facts import modality, numbers
from newsledger.facts.frames import Frame
from newsledger.facts.match import Match
from newsledger.facts.phrases import Phrase
from newsledger.records import Fact

_PEOPLE = frozenset("person people employee worker job staff staffer position post role".split())
_STAFF = frozenset("employee worker staff staffer person workforce job position post role".split())
# What stands between the two: "900 jobs, about 7 per cent", "a fifth of its staff, or 140 people"
_OR = re.compile(
    r"(?: of (?:its|their|the|his|her)(?: [\w-]+){1,3}| (?!and)[\w-]+){0,2}(?:, (?:or )?|,? or | \()"
    r"(?:about|roughly|around|some|nearly|almost|over|more than|up to|equivalent to|equal to)? ?"
)
_OF_STAFF = re.compile(
    r" of (?:its|their|the|his|her)(?: [\w-]+){0,2} (?:workforce|staff|employees|headcount|jobs|payroll|total)\b"
)


def also_told(match: Match, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The same cut or hiring by its other number: people beside a share of them, a share beside people."""
    numbers = match.sentence.numbers
    for fact in facts:
        if fact.type != "workforce" or fact.value is None or fact.attribute == "headcount":
            continue
        at = next((i for i, found in enumerate(numbers) if found.value == fact.value), len(numbers))
        other = numbers[at + 1] if at + 1 < len(numbers) else None
        if other is None or not _OR.fullmatch(match.text, numbers[at].end, other.start):
            continue
        share = other.kind == "percent" and _OF_STAFF.match(match.text, other.end) is not None
        people = other.kind == "count" and fact.value.unit == "percent" and other.value.unit in _PEOPLE
        if share or people:
            yield replace(fact, value=other.value)


def parts_of(match: Match, facts: Sequence[Fact]) -> Iterator[Fact]:
    """How many of those counted are in one place: "will open 14 shops, five of them in Peru"."""
    for fact in facts:
        at = next((q.end for q in match.sentence.numbers if q.value == fact.value), None)
        counted = fact.type in ("facility", "workforce") and fact.value is not None and fact.value.unit != "percent"
        found = _OF_THEM.search(match.text, at, match.sentence.end) if counted and at is not None else None
        named = next((n for n in match.sentence.names if found and n.start == found.end()), None)
        many = _many(found["many"]) if found else None
        if fact.value is None or found is None or named is None or many is None or named.kind not in ("place", "other"):
            continue
        value = replace(fact.value, min=many, max=many, qualifier="approx" if found["about"] else "exact")
        placed = fact.type == "facility"
        yield (
            replace(fact, value=value, object=named.name, object_kind="place") if placed else replace(fact, value=value)
        )


_OF_THEM = re.compile(
    r"(?:, | \()(?:including )?(?P<about>(?:about|around|some|nearly) )?(?P<many>[\w,]+) of (?:them|which|whom) "
    r"(?:are |will be )?in (?:the )?"
)


def _many(said: str) -> float | None:
    """The number that a figure or a word gives."""
    plain = said.replace(",", "")
    if plain.isdigit():
        return float(plain)
    number = numbers.words(said)
    return float(number) if number is not None else None


def staffs(match: Match) -> Iterator[Fact]:
    """The `workforce` headcount that such a part is taken of."""
    sentence, parts = match.sentence, match.sentence.phrases
    if not sentence.numbers:
        return
    for at, phrase in enumerate(parts):
        counts = [sentence.numbers[i] for i in phrase.numbers if sentence.numbers[i].kind == "count"]
        if phrase.owner is None or len(counts) != 1 or phrase.head not in _STAFF or not _is_whole(parts, at):
            continue
        owner = match.discourse.resolve(sentence, phrase.owner)
        doubt = modality.judge(match.text, sentence, Frame("", True, phrase, None))
        if owner is None or owner.kind not in ("organization", "other") or doubt is None:
            continue
        yield Fact(
            type="workforce",
            subject=owner.name,
            attribute="headcount",
            value=counts[0].value,
            start=sentence.start,
            end=sentence.end,
            confidence=0.7,
            subject_kind=owner.kind,
        )


def _is_whole(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a number of the phrase at `at` is told: "400 of", "a third of"."""
    before = at - 1
    while before > 0 and parts[before].owns:
        before -= 1
    return before > 0 and parts[before].head == "of" and bool(parts[before - 1].numbers)
