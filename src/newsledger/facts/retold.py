"""Other figures of what the sentence before measured: "That compares with $3bn a year earlier", "Analysts expected 5%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.facts import lexicon, modality
from newsledger.facts.amounts import EXPECTS
from newsledger.facts.arguments import Clause
from newsledger.facts.frames import Frame
from newsledger.facts.match import Match
from newsledger.facts.phrases import Phrase
from newsledger.facts.values import Found
from newsledger.records import Fact, Quantity

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
    """What a bare forecast is of: the measure told with it or in the sentence before, of the same firm and unit. "Sales
    were $3bn. That beat estimates of $2.8bn"."""
    known = [fact for fact in (*before, *facts) if fact.type == "metric" and fact.value and not _is_bare(fact)]
    return [_named(fact, known) if _is_bare(fact) else fact for fact in facts]


def _is_bare(fact: Fact) -> bool:
    said = fact.attribute if fact.type == "metric" and fact.value else None
    return said is not None and _HOPED.fullmatch(said) is not None


def _named(fact: Fact, known: Sequence[Fact]) -> Fact:
    unit = fact.value.unit if fact.value else None
    of = (k for k in reversed(known) if k.subject == fact.subject and k.value and k.value.unit == unit)
    measure = next(of, None)
    return fact if measure is None else replace(fact, attribute=measure.attribute)


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


def _fact(match: Match, told: Fact, clause: Clause, value: Quantity, foreseen: bool) -> Fact | None:
    doubt = modality.judge(match.text, match.sentence, Frame("", True, clause.verb, clause))
    if doubt is None or value == told.value:
        return None
    return replace(
        told,
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
