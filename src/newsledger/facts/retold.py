"""Other figures of what the sentence before measured: "That compares with $3bn a year earlier", "Analysts expected 5%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from newsledger.facts import lexicon, modality
from newsledger.facts.amounts import EXPECTS
from newsledger.facts.arguments import Clause
from newsledger.facts.frames import Frame
from newsledger.facts.match import Match
from newsledger.facts.movements import Direction, mover
from newsledger.facts.parsed import Named
from newsledger.facts.phrases import Phrase
from newsledger.facts.values import Found
from newsledger.records import Change, Fact, Quantity

_STANDS_FOR = frozenset("it that this figure total number sum result level".split())
_COMPARES = frozenset("compare be stand come beat top exceed miss surpass".split())
_TAKEN = frozenset("with to from against for".split())
_LESS = re.compile(r"\s+(?:less|more|fewer|higher|lower|above|below|short|better|worse|ahead|behind)\b")
_HOPED = re.compile(
    r"(?:(?:full-year|annual|quarterly|own|previous|earlier|new|average|analysts?['’]?) )*"
    r"(?:guidance|forecasts?|estimates?|expectations?|consensus|predictions?|projections?|targets?|goal)"
)
_SURE = 0.6


def retold(match: Match, before: Sequence[Fact]) -> Iterator[Fact]:
    """The same measure's other values, where the sentence has none of its own; `before` are the last sentence's facts."""
    told = next((fact for fact in before if fact.type == "metric" and fact.value is not None), None)
    if told is None or told.value is None or told.modality == "denied":
        return
    for clause in match.sentence.clauses:
        foreseen = _is_foreseen(clause)
        for phrase in _compared(match, clause) if foreseen or _refers(clause) else ():
            value = _alike(match.sentence.numbers[phrase.numbers[0]], told.value)
            if value is not None and (fact := _fact(match, told, clause, value, foreseen)) is not None:
                yield fact


def measured(facts: Sequence[Fact], before: Sequence[Fact]) -> list[Fact]:
    """What a bare forecast or count is of: the measure told with it or in the sentence before, of the same firm and unit.
    "Sales were $3bn. That beat estimates of $2.8bn", "output fell to 4m tonnes. It had been 5m tonnes"."""
    known = [fact for fact in (*before, *facts) if fact.type == "metric" and fact.value and not _is_bare(fact)]
    return [_named(fact, known) if _is_bare(fact) else fact for fact in facts]


def _is_bare(fact: Fact) -> bool:
    said = fact.attribute if fact.type == "metric" and fact.value else None
    counted = said is not None and fact.value is not None and said.removesuffix("s") == fact.value.unit
    return said is not None and (counted or _HOPED.fullmatch(said) is not None)


def _named(fact: Fact, known: Sequence[Fact]) -> Fact:
    unit = fact.value.unit if fact.value else None
    of = (k for k in reversed(known) if k.subject == fact.subject and k.value and k.value.unit == unit)
    measure = next(of, None)
    return fact if measure is None else replace(fact, attribute=measure.attribute)


def moved_on(match: Match, before: Sequence[Fact]) -> Iterator[Fact]:
    """How the one measure of the sentence before moved on: "It rose to $4bn in 2020", "at Nook they fell 3 per cent"."""
    for clause in match.sentence.clauses:
        direction = mover(clause)
        subject = clause.subjects[0] if clause.subjects and clause.subjects[0].pronoun else None
        if direction is None or subject is None or subject.head not in ("it", "they"):
            continue
        of = [f for f in before if f.type == "metric" and _is_plural(f.attribute or "") == (subject.head == "they")]
        told = of[-1] if len({fact.attribute for fact in of}) == 1 else None
        fact = _fact(match, told, clause, None, False) if told is not None else None
        if told is not None and fact is not None:
            yield from _with_amounts(match, clause, told, fact, direction)


def _is_plural(measure: str) -> bool:
    return measure.endswith("s") and not measure.endswith("ss")


def _with_amounts(match: Match, clause: Clause, told: Fact, fact: Fact, direction: Direction) -> Iterator[Fact]:
    """The fact with the level that it moves to and how far it moves, if the sentence says so."""
    numbers = match.sentence.numbers
    to = [numbers[i] for prep, np in clause.preps if prep == "to" for i in np.numbers]
    by = [numbers[i] for p in (*clause.objects, *(np for prep, np in clause.preps if prep == "by")) for i in p.numbers]
    unit = told.value.unit if told.value else None
    level = next((q.value for q in to if q.kind != "number" and (unit is None or q.value.unit == unit)), None)
    moved = next((q.value for q in by if q.kind == "percent" or q.value.unit == unit), None)
    change = Change(moved.min, moved.max, moved.unit, direction) if moved is not None else None
    if level is None and change is None:
        return
    yield replace(fact, value=level, change=change)


def _at(match: Match, clause: Clause) -> Named | None:
    """The firm that the figure is another of: "at Nook they fell", "it was 7 per cent at Nook"."""
    beside = pairwise(match.sentence.phrases[: clause.end + 4])
    names = (match.sentence.names[np.name] for at, np in beside if at.head == "at" and np.name is not None)
    return next((named for named in names if named.kind in ("organization", "other")), None)


def _is_foreseen(clause: Clause) -> bool:
    expects = clause.verb.head.split()[0] in EXPECTS and not clause.verb.passive
    return expects and any(p.head in lexicon.words("foreseers") for p in clause.subjects)


def _refers(clause: Clause) -> bool:
    """Whether the clause is about the figure before: "that compares", "it was", "the figure beat"."""
    short = [p for p in clause.subjects if p.head in _STANDS_FOR and p.name is None and not p.numbers and not p.owner]
    return bool(short) and clause.verb.head.split()[0] in _COMPARES and not clause.verb.passive


def _compared(match: Match, clause: Clause) -> list[Phrase]:
    """The amounts that the clause's verb takes: its object, or what stands behind "with", "to", "for"."""
    behind = [np for preposition, np in clause.preps if preposition in _TAKEN]
    plain = [p for p in (*clause.objects, *behind, clause.predicate) if p is not None and p.numbers]
    beside = match.sentence.phrases[clause.at + 1 : clause.at + 2]
    return [p for p in plain[:1] or beside if p.numbers and not _is_distance(match, p)]


def _is_distance(match: Match, phrase: Phrase) -> bool:
    """ "$4bn less than Acme's" is how far apart two figures are."""
    return _LESS.match(match.text, match.sentence.words[phrase.last - 1].end) is not None


def _alike(found: Found, told: Quantity) -> Quantity | None:
    """The amount as one of the same unit; a bare number takes it over."""
    large = (found.value.min or found.value.max or 0) * 20 > (told.min or told.max or 0)
    if found.kind == "number" and told.unit is not None and large:
        return replace(found.value, unit=told.unit)
    return found.value if found.value.unit == told.unit and large else None


def _fact(match: Match, told: Fact, clause: Clause, value: Quantity | None, foreseen: bool) -> Fact | None:
    doubt = modality.judge(match.text, match.sentence, Frame("", True, clause.verb, clause))
    if doubt is None or (value is not None and value == told.value):
        return None
    at = _at(match, clause)
    return replace(
        told,
        subject=at.name if at is not None else told.subject,
        subject_kind=at.kind if at is not None else told.subject_kind,
        start=match.sentence.start,
        end=match.sentence.end,
        value=value,
        change=None,
        period=None,
        date=None,
        modality="expected" if foreseen else doubt,
        attribution=match.attribution(),
        confidence=round(told.confidence * _SURE, 3),
    )
