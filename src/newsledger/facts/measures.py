"""Measured values and movements as facts: rows of readings, whose measure it is, and what it is called.

What measures a share or an index is a `share_price`, the rest a `metric`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from newsledger.facts import lexicon, modality, prices, wares
from newsledger.facts.amounts import EXPECTATIONS, Reading
from newsledger.facts.arguments import Clause
from newsledger.facts.currencies import NOUNS, OF_LANDS
from newsledger.facts.frames import Frame
from newsledger.facts.lands import land_of
from newsledger.facts.lemmas import verb as lemmatise
from newsledger.facts.links import index_of
from newsledger.facts.match import Match
from newsledger.facts.movements import (
    CUTS,
    MOVEMENTS,
    RAISES,
    SHARES,
    UPS,
    is_mean,
    is_measure,
    is_stock,
    is_traded,
    measures,
    mover,
)
from newsledger.facts.parsed import Named
from newsledger.facts.phrases import Phrase
from newsledger.facts.readings import LEAST_SUM, readings
from newsledger.facts.values import Found
from newsledger.facts.whose import may_be_of, remember_market, who_of
from newsledger.records import Change, Fact, Modality, Quantity

_NOT_MOVED = frozenset("cost costs expense number capacity tax rate efficiency price debt emission use".split())
_NO_MEASURES = frozenset(  # by themselves
    "number total value record level figure cost discount discounts last previous first past next".split()
)
_MONEYS = frozenset(
    "profit loss revenue turnover earnings income debt cost surplus deficit ebitda assets backlog book savings saving "
    "takings".split()
)
_ANNOUNCES = frozenset("announce introduce implement unveil make push plan impose".split())
_SHOWS = frozenset("blame report post see suffer record experience sustain attribute face show log register".split())


@dataclass(slots=True)
class _Row:
    """One row of output: a level, a movement or both, of one measure."""

    readings: list[Reading]

    @property
    def first(self) -> Reading:
        return self.readings[0]


def metrics(match: Match, used: set[int]) -> Iterator[Fact]:
    """The metric and share price facts of a sentence; `used` are starts of amounts that other facts took."""
    for told in (wares.moved, prices.asked):
        for priced, taken in told(match, used):
            used = used.union(found.start for found in taken)
            yield priced
    read = [r for r in readings(match.sentence) if r.found.start not in used]
    for row in _once(list(_rows(read))):
        if fact := _fact(match, row):
            yield fact
            yield from prices.others(match, fact, row.first.clause)
    yield from _bare_movements(match, {id(r.clause) for r in read} | {id(r.measure) for r in read if r.measure})
    remember_market(match)


def _rows(read: list[Reading]) -> Iterator[_Row]:
    """A level and a movement of one measure that belong together are one row."""
    rows: list[_Row] = []
    for reading in read:
        partner = (
            next((row for row in reversed(rows[-3:]) if _completes(row, reading)), None) if reading.joins else None
        )
        if partner is not None:
            partner.readings.append(reading)
        else:
            rows.append(_Row([reading]))
    yield from rows


def _once(rows: list[_Row]) -> Iterator[_Row]:
    """Rows but those of points, or of a share's cents, that the next gives in percent: "rose 88 points, or 0.2%"."""
    for row, after in itertools.zip_longest(rows, rows[1:]):
        points = row.first.found.value.unit == "point" or (
            row.first.found.kind == "money" and is_stock(row.first.measure)
        )
        points = points and len(row.readings) == 1 and row.first.way == "change"
        again = after is not None and after.first.way == "change" and after.first.found.kind == "percent"
        if not (points and again and after.first.measure is row.first.measure):
            yield row


def _completes(row: _Row, reading: Reading) -> bool:
    same = row.first.measure is reading.measure and row.first.word == reading.word
    return same and len(row.readings) == 1 and row.first.way != reading.way and not row.first.expected


def _fact(match: Match, row: _Row) -> Fact | None:
    one = row.first
    prior = one.at > 0 and match.sentence.phrases[one.at - 1].head == "from" and one.way == "value"
    if one.measure is not None and prices.is_price(one.measure) and prior and not is_mean(one.measure):
        return None
    cut = one.measure is not None and prices.is_cut(match, one.measure, one.found)
    if one.measure is not None and (prices.is_price(one.measure) or cut):
        moved = prices.moved(match, one.measure, one.clause, *_numbers(row))
        if moved is not None or one.measure.head not in ("price", "fee", "toll"):
            return moved
    if one.clause is not None:
        _govern(match, one.clause)
    modal = one.clause.verb.modal if one.clause is not None and not one.clause.verb.negated else None
    foretold = modal == "should" and bool(match.sentence.times)  # "should exceed $5bn by 2025", no advice
    able = modal == "can" or foretold or one.aside
    phrase = one.measure or match.sentence.phrases[one.at]
    doubt = modality.judge(match.text, match.sentence, Frame("", True, phrase, None if able else one.clause))
    subject, is_share = who_of(match, one)
    if doubt is None or subject is None:
        return None
    label = _label(match, one, subject)
    counted = label == "price" and any(r.found.kind == "count" for r in row.readings)  # "coffee rose to 3 million bags"
    value, change = _numbers(row)
    value = _in_currency(match, one, value)
    value = _at_rate(match, one, value) if label == "exchange rate" else value
    bare = one.found.kind == "number" and (value is None or value.unit is None)
    if not is_share and (label is None or counted or bare or not may_be_of(match, one, subject)):
        return None
    if (one.word or (one.measure.head if one.measure else "")) in (
        "loss",
        "losses",
    ) and one.found.value.unit == "person":
        return None  # "with the loss of 38 posts"
    if is_share:
        seen = "expected" if one.expected and doubt == "asserted" else doubt
        return _share_price(match, one, subject, value, change, seen)
    said = match.attribution()
    return Fact(
        type="metric",
        subject=subject.name,
        start=match.sentence.start,
        end=match.sentence.end,
        attribute=label,
        value=value,
        change=change,
        modality=_doubt(match, one, subject, doubt),
        attribution=said if said != subject.name else None,
        confidence=_confidence(one, subject),
        subject_kind=subject.kind,
    )


def _in_currency(match: Match, reading: Reading, value: Quantity | None) -> Quantity | None:
    """A bare sum in the currency of the one before it: "revenue was €2bn. Pre-tax profit rose to 410m"."""
    if value is None or value.unit is not None or (value.min or 0) < LEAST_SUM or reading.measure is None:
        return value
    before = (
        n.value.unit for n in reversed(match.sentence.numbers) if n.kind == "money" and n.start < reading.found.start
    )
    money = not _MONEYS.isdisjoint(reading.measure.lemmas)
    return replace(value, unit=next(before, match.discourse.currency)) if money else value


def _at_rate(match: Match, reading: Reading, value: Quantity | None) -> Quantity | None:
    """ "The won firmed to 1,342.9 per dollar": so many won."""
    if value is None or value.unit is not None or reading.measure is None:
        return value
    noun = reading.measure.head
    lands = next((lands for nouns, lands in OF_LANDS.items() if noun in nouns.split()), {})
    return replace(value, unit=lands.get(land_of(match.text) or "") or NOUNS.get(noun, (None, False))[0])


def _govern(match: Match, clause: Clause) -> None:
    """ "May see its shares fall": what governs a bare infinitive governs its doubt."""
    parts = match.sentence.phrases
    for other in match.sentence.clauses:
        sees = other.verb.head in ("see", "let", "make", "help", "watch") and other.at + 1 < len(parts)
        if sees and clause.parent is None and any(parts[other.at + 1] is subject for subject in clause.subjects):
            clause.parent = other


def _numbers(row: _Row) -> tuple[Quantity | None, Change | None]:
    value: Quantity | None = None
    change: Change | None = None
    for reading in row.readings:
        quantity = reading.found.value
        if reading.way == "change":
            change = Change(quantity.min, quantity.max, quantity.unit, reading.direction)
        else:
            value = quantity
    if change is not None and change.unit == "point" and value is not None and value.unit == "percent":
        change = replace(change, unit="percent")  # "by 0.3 points to 4.9 per cent"
    return value, change


def _doubt(match: Match, reading: Reading, subject: Named, doubt: Modality) -> Modality:
    """A measure of whom nobody says that they will see to it is a forecast, no plan."""
    foretold = reading.clause is not None and reading.clause.verb.modal == "should" and not reading.aside
    if (reading.expected or foretold) and doubt == "asserted":
        return "expected"
    if doubt == "planned" and reading.clause is not None:
        actors = {n.name for p in reading.clause.subjects if (n := match.discourse.resolve(match.sentence, p))}
        return doubt if subject.name in actors else "expected"
    return doubt


def _share_price(
    match: Match, one: Reading, subject: Named, value: Quantity | None, change: Change | None, doubt: Modality
) -> Fact | None:
    points = one.found.value.unit == "point"
    if change is None and (value is None or not (points or one.found.kind in ("money", "number"))):
        return None
    if value is not None and value.unit is None:
        value = replace(value, unit="point")
    said = match.attribution()
    prior = one.at > 0 and match.sentence.phrases[one.at - 1].head == "from"
    moves = change.direction if change is not None else None if prior else _to_extreme(match, one) or mover(one.clause)
    way = "level" if moves is None else "rise" if moves == "up" else "fall"
    return Fact(
        type="share_price",
        subject=subject.name,
        start=match.sentence.start,
        end=match.sentence.end,
        attribute=way,
        value=value,
        change=change,
        modality=doubt,
        attribution=said if said != subject.name else None,
        confidence=_confidence(one, subject),
        subject_kind=subject.kind,
    )


def _to_extreme(match: Match, reading: Reading) -> Literal["up", "down"] | None:
    """ "Hit a 52-week low of $3" tells which way the price went."""
    before = match.sentence.phrases[max(0, reading.at - 2) : reading.at]
    if len(before) < 2 or before[1].head != "of" or reading.way == "change":
        return None
    return {"low": "down", "trough": "down", "high": "up", "peak": "up", "record": "up"}.get(before[0].head)  # type: ignore[return-value]


def _confidence(reading: Reading, subject: Named) -> float:
    sure = 0.75 if reading.measure is not None and is_measure(reading.measure) else 0.6
    return round(sure * (1 if subject.how in ("name", "short") else 0.9 if subject.how != "carried" else 0.75), 3)


def _label(match: Match, reading: Reading, subject: Named) -> str | None:
    """The measure in words; None where it measures nothing."""
    phrase = _foreseen(match, reading) or reading.measure
    if reading.word or phrase is None or phrase.pronoun:
        return reading.word or None
    if is_traded(match.sentence, phrase):
        return "exchange rate" if phrase.head in lexicon.words("currencies") else "price"
    if phrase.name is not None:
        return "growth" if reading.way == "change" else None
    words = match.sentence.words
    amounts = [match.sentence.numbers[i] for i in phrase.numbers]
    names = [n for n in match.sentence.names if n.name == subject.name]
    kept = [
        w.lower
        for w in words[phrase.first : phrase.last]
        if not any(q.start <= w.start < q.end for q in amounts)
        and not any(n.start <= w.start < n.end for n in names)
        and w.tag not in ("DT", "PRP$", "POS", "PDT")
        and not (amounts and w.lower == "record")
    ]
    if not kept and amounts and (amounts[0].value.unit or "").endswith("watt"):
        kept = ["capacity"]
    elif not kept and amounts and (noun := _before_of(match, phrase)):
        kept = noun  # "revenue of $143m, which was 36 percent higher"
    elif not kept and amounts:
        kept = [match.text[amounts[0].start : amounts[0].end].split()[-1].lower()]
    if (
        phrase.head in ("price", "valuation", "order", "stake", "premium")
        and "selling" not in kept
        and not is_mean(phrase)
        and kept[-1:] != ["prices"]
        and kept[-1:] not in (["orders"], ["premiums"])
    ):
        return None
    if phrase.head in lexicon.words("firms") and not amounts:
        return None  # "olive oil, which the chain put up by 18 per cent"
    if len(kept) == 1 and (kept[0] in _NO_MEASURES or not kept[0].isalpha()):
        return None
    if kept[-1:] == ["market"]:
        return "market size"
    return " ".join(kept) or None


def _before_of(match: Match, phrase: Phrase) -> list[str]:
    """The measure that an amount is given for, in words; none where there is none."""
    parts, at = match.sentence.phrases, index_of(match.sentence.phrases, phrase)
    noun = parts[at - 2] if at > 1 and parts[at - 1].head == "of" else None
    words = match.sentence.words[noun.first : noun.last] if noun is not None and is_measure(noun) else []
    return [word.lower for word in words if word.tag not in ("DT", "PRP$", "POS", "PDT")]


def _foreseen(match: Match, reading: Reading) -> Phrase | None:
    """What a forecast is of: "its forecast for this year's profit", "profit beat estimates"."""
    parts, phrase = match.sentence.phrases, reading.measure
    if phrase is None or phrase.head not in EXPECTATIONS or len(phrase.lemmas) > 2:
        return None
    behind = itertools.takewhile(
        lambda p: p.kind in ("prep", "time", "mark", "np"), parts[index_of(parts, phrase) + 1 :]
    )
    named = next((p for p in behind if p.kind == "np"), None)
    subjects = reading.clause.subjects if reading.clause is not None else []
    near = (p for p in (named, *subjects) if p is not None and p.name is None and not p.numbers)
    return next((p for p in near if is_measure(p) and p.head not in EXPECTATIONS), None)


def _bare_movements(match: Match, seen: set[int]) -> Iterator[Fact]:
    """Movements without a number: "revenue fell", "its losses ballooned", "sending its shares lower"."""
    for clause in match.sentence.clauses:
        if id(clause) in seen or any(np.numbers for np in (*clause.objects, *(np for _, np in clause.preps))):
            continue
        phrase, way = _moved(match, clause)
        if phrase is None or way is None or id(phrase) in seen:
            continue
        nothing = Found(0, 0, "percent", Quantity(None, None, None))
        reading = Reading(nothing, clause.at, phrase, way="change", direction=way, clause=clause)
        if prices.is_price(phrase):
            if (priced := prices.moved(match, phrase, clause, None, None)) is not None:
                yield priced
                yield from prices.others(match, priced, clause)
            continue
        subject, _ = who_of(match, reading)
        if (
            subject is not None
            and (subject.how != "carried" or phrase.head in SHARES)
            and (fact := _fact(match, _Row([reading])))
        ):
            yield replace(fact, confidence=round(fact.confidence * 0.7, 3))


def _moved(match: Match, clause: Clause) -> tuple[Phrase | None, Literal["up", "down"] | None]:
    verb = clause.verb.head.split()[0]
    aside = clause.verb.head.split()[-1] if " " in clause.verb.head else ""
    word = clause.predicate.head if clause.predicate is not None else aside
    for phrase in clause.subjects:
        if (
            phrase.name is None
            and not phrase.pronoun
            and (phrase.head in lexicon.words("measures") or phrase.head in SHARES)
        ):
            if verb in ("be", "trade", "close", "move", "open", "go") and word in (
                "up",
                "higher",
                "down",
                "lower",
                "off",
            ):
                return phrase, "up" if word in ("up", "higher") else "down"
            return phrase, mover(clause)
    for phrase in clause.objects:
        if prices.is_price(phrase) and phrase.head in MOVEMENTS and verb in _ANNOUNCES:
            return phrase, "up" if phrase.head in UPS else "down"
        if prices.is_price(phrase) and phrase.head in ("price", "fare") and verb in RAISES | CUTS:
            return phrase, "up" if verb in RAISES else "down"
        inside = phrase.name is None and SHARES & set(phrase.lemmas) and verb in ("send", "push", "drive", "drag")
        if inside and phrase.head in ("lower", "higher", "down", "up"):
            return phrase, "up" if phrase.head in ("higher", "up") else "down"
        if phrase.name is None and phrase.head in SHARES and verb in ("send", "push", "drive", "lift", "drag", "boost"):
            up = verb in ("lift", "boost") or word in ("up", "higher", "soaring")
            return phrase, "up" if up else "down"
    for phrase in clause.objects:
        cuts = verb in CUTS | {"erode", "dent"}
        if (cuts or verb in RAISES) and phrase.name is None and is_measure(phrase) and phrase.head not in _NOT_MOVED:
            return phrase, "down" if cuts else "up"
    if verb in _SHOWS:
        for phrase in (*clause.objects, *(np for _, np in clause.preps)):
            if way := _nominal(match, phrase):
                return phrase, way
    return None, None


def _nominal(match: Match, phrase: Phrase) -> Literal["up", "down"] | None:
    """ "a sales drop", "record revenue growth", "ballooning losses"."""
    lemmas = phrase.lemmas
    if phrase.name is not None or phrase.numbers or len(lemmas) < 2:
        return None
    if lemmas[-1] in MOVEMENTS and any(
        lemma in measures() and lemma not in ("growth", "rate") for lemma in lemmas[:-1]
    ):
        return "up" if lemmas[-1] in UPS else "down"
    words = match.sentence.words[phrase.first : phrase.last]
    moving = next((w for w in words if w.tag in ("VBG", "JJ") and w.lower.endswith("ing")), None)
    if moving is None or not is_measure(phrase):
        return None
    verb = lemmatise(moving.lower)
    return "up" if verb in lexicon.words("rises") else "down" if verb in lexicon.words("falls") else None
