"""Company cards of seed documents: a name printed twice, tags run together, labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from newsledger.facts.values import quantities
from newsledger.records import Fact, Quantity

_LABEL = re.compile(r"(Location|Employees|Founded date|Total raised):[ \t]*(\S.*?)[ \t]*$")
_ACRONYM = re.compile(r"(.+\s.+?)\s+([A-Z][A-Z&.]{1,9})")
_KNOWN_TAGS = (
    "eCommerce AdTech FinTech InsurTech MedTech EdTech LegalTech PropTech AgTech CleanTech BioTech HealthTech "
    "MarTech GovTech FoodTech RetailTech DeepTech SaaS PaaS IaaS IoT B2B B2C AI ML IT HR VR AR PR TV 3D"
).split()
_TAG = re.compile("|".join(map(re.escape, _KNOWN_TAGS)) + r"|[A-Z][a-z]+|[A-Z]+(?![a-z])|\d+|[a-z]+")
_RANGE = re.compile(r"([\d,.]+)\s*[-–]\s*([\d,.]+)")


@dataclass(frozen=True, slots=True)
class Card:
    """A company's card: its name, its acronym if the name line has one, tags, and the facts of its labelled lines."""

    name: str
    alias: str | None
    start: int
    tags: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def read_cards(text: str) -> tuple[list[Card], int]:
    """The cards at the head of a document and the offset where its prose begins (0 where there are no cards)."""
    lines = list(_lines(text, 400))
    twins = [i for i in range(1, len(lines) - 1) if _is_name(lines[i]) and lines[i].text == lines[i + 1].text]
    marks = [i for i, line in enumerate(lines) if line.text == "**"]
    if not twins or (marks and twins[0] > marks[0]):
        return [], 0
    end = marks[0] if marks else _after_labels(lines, twins[-1] + 2)
    twins = [i for i in twins if i < end]
    bounds = [*twins, end]
    cards = [_card(lines[begin:stop]) for begin, stop in pairwise(bounds)]
    if not marks and not any(card.facts for card in cards):
        return [], 0  # a line that merely stands there twice
    prose = lines[end].end if marks else lines[end].start if end < len(lines) else len(text)
    return cards, prose


def _lines(text: str, most: int) -> Iterator[_Line]:
    for count, match in enumerate(re.finditer(r"[^\n]*[^\s][^\n]*", text)):
        if count == most:
            return
        raw = match[0]
        left = len(raw) - len(raw.lstrip())
        yield _Line(match.start() + left, match.start() + len(raw.rstrip()), raw.strip())


def _is_name(line: _Line) -> bool:
    return len(line.text) <= 120 and line.text != "**" and not _LABEL.match(line.text)


def _after_labels(lines: list[_Line], start: int) -> int:
    """Where a card without a closing mark ends: after its tag line and its labels."""
    end = start
    if end < len(lines) and " " not in lines[end].text:
        end += 1
    while end < len(lines) and _LABEL.match(lines[end].text):
        end += 1
    return end


def _card(lines: list[_Line]) -> Card:
    name, alias = lines[0].text, None
    if match := _ACRONYM.fullmatch(name):
        initials = "".join(word[0] for word in match[1].split() if word[0].isupper())
        name, alias = (match[1], match[2]) if match[2][0] == initials[:1] else (name, None)
    tags = [line for line in lines[2:3] if not _LABEL.match(line.text) and " " not in line.text]
    facts = [fact for line in lines[2:] for fact in _fact(name, line)]
    return Card(name, alias, lines[0].start, tuple(_TAG.findall(tags[0].text)) if tags else (), tuple(facts))


def _fact(name: str, line: _Line) -> Iterator[Fact]:
    match = _LABEL.match(line.text)
    if not match:
        return
    label, given = match[1], match[2]
    attribute = {"Location": "headquarters", "Employees": "employees", "Founded date": "founded"}.get(
        label, "total_raised"
    )
    value = None if attribute == "headquarters" else _value(attribute, given)
    if attribute != "headquarters" and value is None:
        return
    place = given if attribute == "headquarters" else None
    kinds = {"subject_kind": "organization", "object_kind": "place" if place else "other"}
    yield Fact("company_profile", name, line.start, line.end, attribute, place, value=value, confidence=0.98, **kinds)  # type: ignore[arg-type]


def _value(attribute: str, given: str) -> Quantity | None:
    if attribute == "founded":
        year = re.search(r"\b(1[5-9]\d\d|20\d\d)\b", given)
        return Quantity(float(year[1]), float(year[1]), "year") if year else None
    if attribute == "total_raised":
        money = [q.value for q in quantities(given) if q.kind == "money"]
        return money[0] if money else None
    return staff(given)


def staff(given: str) -> Quantity | None:
    """How many a card's line says are employed: "11-50", "6,500+", "Approx. 290 employees"."""
    if match := _RANGE.search(given):
        return Quantity(_number(match[1]), _number(match[2]), "person")
    if match := re.search(r"\d[\d,.]*", given):
        count = _number(match[0])
        more = "+" in given or "over" in given.lower() or "more" in given.lower()
        near = re.match(r"~|approx|about|around", given, re.I) is not None
        return Quantity(count, None if more else count, "person", "at_least" if more else "approx" if near else "exact")
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "").rstrip(".") or 0)
