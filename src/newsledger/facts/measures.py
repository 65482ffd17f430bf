"""Measured values and movements: for each amount that no other fact took, what it measures, of whom, which way it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from newsledger.facts import lexicon, modality
from newsledger.facts.clauses import Clause, follow
from newsledger.facts.discourse import words_of
from newsledger.facts.frames import Frame
from newsledger.facts.matching import Match
from newsledger.facts.phrases import Phrase
from newsledger.facts.reading import Named
from newsledger.facts.values import Found
from newsledger.records import Change, Fact, Quantity

_BY_VERB = {
    "earn": "net income",
    "lose": "loss",
    "generate": "revenue",
    "book": "revenue",
    "ship": "shipments",
    "sell": "sales",
    "deliver": "deliveries",
    "produce": "production",
    "export": "exports",
    "import": "imports",
    "spend": "spending",
    "burn": "cash burn",
    "owe": "debt",
    "make": "revenue",
    "serve": "customers",
}
_LEVEL_VERBS = frozenset(
    (
        "be reach hit total stand come exceed top surpass amount average remain become account represent equal cross "
        "pass near approach beat miss range cost measure register"
    ).split()
)
_HAVING_VERBS = frozenset(
    (
        "report post have record see achieve boast announce operate run count include own manage employ attract "
        "command hold claim serve expect forecast project predict estimate deliver reach hit exceed top surpass total "
        "add gain win lose draw host carry seat handle process offer open show log enjoy register say"
    ).split()
)
_UP_NOUNS = frozenset(
    "growth increase rise gain jump surge climb improvement uptick advance expansion rally boost hike cagr".split()
)
_DOWN_NOUNS = frozenset(
    "decline drop fall decrease slump loss-of plunge dip slide reduction contraction downturn shrinkage slowdown".split()
)
_MARKETS = frozenset("market industry sector economy spending demand".split())
_PRICE_WORDS = frozenset("share shares stock stocks".split())


@dataclass(slots=True)
class Reading:
    """What an amount says: of which measure phrase or word, as a level or a movement."""

    found: Found
    phrase: Phrase
    measure: Phrase | None
    word: str
    way: Literal["value", "change", "prior"]
    direction: Literal["up", "down"] = "up"
    clause: Clause | None = None


def metrics(match: Match, used: set[int]) -> Iterator[Fact]:
    """The metric facts of a sentence; `used` are starts of amounts that other facts took."""
    read = [r for r in _readings(match) if r.found.start not in used]
    merged = list(_merged(read))
    for group in merged:
        if fact := _fact(match, group):
            yield fact
    yield from _bare_movements(match, {id(r.clause) for r in read})


def _readings(match: Match) -> Iterator[Reading]:
    last: Reading | None = None
    for at, phrase in enumerate(match.sentence.phrases):
        for index in phrase.numbers:
            found = match.sentence.numbers[index]
            if reading := _read(match, at, phrase, found, last):
                last = reading
                yield reading


def _read(match: Match, at: int, phrase: Phrase, found: Found, last: Reading | None) -> Reading | None:
    parts = match.sentence.phrases
    before = parts[at - 1] if at else None
    clause = _clause_of(match, at)
    mover = _mover(clause)
    if (
        before is not None
        and before.head in ("up", "down", "off", "higher", "lower")
        and found.kind in ("percent", "money", "count", "number")
    ):
        direction: Literal["up", "down"] = "up" if before.head in ("up", "higher") else "down"
        if last is not None:
            return replace(last, found=found, phrase=phrase, way="change", direction=direction)
        return Reading(found, phrase, _subject_measure(match, clause), "", "change", direction, clause)
    own = phrase.head
    if own in _UP_NOUNS | _DOWN_NOUNS and phrase.name is None:
        measure = next((np for prep, np in follow(parts, at) if prep in ("in", "of", "for")), None)
        return Reading(found, phrase, measure or phrase, "", "change", "up" if own in _UP_NOUNS else "down", clause)
    preposition = before.head if before is not None and before.kind == "prep" else ""
    if (
        preposition in ("of", "at", "to", "by", "from", "with", "around", "about")
        and at > 1
        and parts[at - 2].kind == "np"
    ):
        noun = parts[at - 2]
        if noun.head in _UP_NOUNS | _DOWN_NOUNS and preposition in ("of", "by"):
            return Reading(found, phrase, noun, "", "change", "up" if noun.head in _UP_NOUNS else "down", clause)
        if noun.head in lexicon.words("measures") and preposition in ("of", "at", "around", "about"):
            return Reading(found, phrase, noun, "", "value", "up", clause)
    after = follow(parts, at)
    if (
        after
        and after[0][0] in ("in", "of")
        and after[0][1].head in lexicon.words("measures")
        and found.kind in ("money", "percent", "count")
    ):
        return Reading(found, phrase, after[0][1], "", "value", "up", clause)
    if mover:
        if preposition == "from":
            return Reading(found, phrase, _subject_measure(match, clause), "", "prior", mover, clause)
        way: Literal["value", "change"] = "value" if preposition in ("to", "at") else "change"
        return Reading(found, phrase, _subject_measure(match, clause), "", way, mover, clause)
    if preposition in ("to", "from") and last is not None and last.way != "value" and preposition == "to":
        return replace(last, found=found, phrase=phrase, way="value")
    if found.kind == "count" or own in lexicon.words("measures"):
        return Reading(found, phrase, phrase, "", "value", "up", clause)
    if clause is not None:
        head = clause.verb.head
        subject = _subject_measure(match, clause)
        if subject is not None and (head in _LEVEL_VERBS or preposition == "at"):
            return Reading(found, phrase, subject, "", "value", "up", clause)
        if head in _BY_VERB and not clause.verb.passive:
            return Reading(found, phrase, None, _BY_VERB[head], "value", "up", clause)
    if before is not None and before.head == ":" and at > 1 and parts[at - 2].kind == "np":
        return Reading(found, phrase, parts[at - 2], "", "value", "up", clause)
    return None


def _clause_of(match: Match, at: int) -> Clause | None:
    """The clause in whose reach the phrase at `at` stands."""
    found = None
    for clause in match.sentence.clauses:
        if clause.at < at and at < max(clause.end, clause.at + 1) + 8:
            found = clause
    if found is None:
        return next((c for c in match.sentence.clauses if c.at > at), None)
    return found


def _mover(clause: Clause | None) -> Literal["up", "down"] | None:
    """Which way the clause's verb says that its subject went."""
    if clause is None:
        return None
    head = clause.verb.head
    first = head.split()[0]
    if clause.verb.head == "be" and clause.preps and clause.preps[0][0] in ("up", "down"):
        return "up" if clause.preps[0][0] == "up" else "down"
    if head in lexicon.words("rises") or first in lexicon.words("rises"):
        return "up"
    return "down" if head in lexicon.words("falls") or first in lexicon.words("falls") else None


def _subject_measure(match: Match, clause: Clause | None) -> Phrase | None:
    """The clause's subject, or what is acted on in a passive or a transitive movement ("raised its dividend")."""
    if clause is None:
        return None
    for phrase in [*clause.subjects, *clause.objects]:
        if phrase.name is None and phrase.head in lexicon.words("measures"):
            return phrase
    for phrase in clause.subjects:
        if (
            not phrase.pronoun
            and phrase.name is None
            and (phrase.head in _MARKETS or any(w in lexicon.words("measures") for w in phrase.lemmas))
        ):
            return phrase
    return next((p for p in clause.subjects), None) if _mover(clause) else None


def _merged(read: list[Reading]) -> Iterator[list[Reading]]:
    """A level and a movement of one measure, side by side, are one row."""
    at = 0
    while at < len(read):
        one = read[at]
        two = read[at + 1] if at + 1 < len(read) else None
        if (
            two is not None
            and one.measure is two.measure
            and one.word == two.word
            and {one.way, two.way} == {"value", "change"}
        ):
            yield [one, two]
            at += 2
        else:
            yield [one]
            at += 1


def _fact(match: Match, group: list[Reading]) -> Fact | None:
    one = group[0]
    frame = Frame("", True, one.measure or one.phrase, one.clause)
    doubt = modality.judge(match.text, match.sentence, frame)
    subject = _who(match, one)
    if doubt is None or subject is None:
        return None
    label = _label(match, one, subject)
    if label is None:
        return None
    if (
        doubt == "planned"
        and one.clause is not None
        and subject.name
        not in {n.name for p in one.clause.subjects if (n := match.discourse.resolve(match.sentence, p))}
    ):
        doubt = "expected"
    value: Quantity | None = None
    change: Change | None = None
    for reading in group:
        quantity = reading.found.value
        if reading.way == "change":
            change = Change(quantity.min, quantity.max, quantity.unit, reading.direction)
        else:
            value = quantity
    said = modality.attribution(match.text, match.sentence, match.discourse)
    return Fact(
        type="metric",
        subject=subject.name,
        start=match.sentence.start,
        end=match.sentence.end,
        attribute=label,
        value=value,
        change=change,
        modality=doubt,
        attribution=said if said != subject.name else None,
        confidence=_confidence(one, subject),
        subject_kind=subject.kind,
    )


def _confidence(reading: Reading, subject: Named) -> float:
    sure = 0.75 if reading.measure is not None and reading.measure.head in lexicon.words("measures") else 0.5
    return round(sure * (1 if subject.how in ("name", "short") else 0.9 if subject.how != "carried" else 0.75), 3)


def _label(match: Match, reading: Reading, subject: Named) -> str | None:
    """The measure in words; None where it measures nothing."""
    if reading.word:
        return reading.word
    phrase = reading.measure
    if phrase is None or phrase.pronoun:
        return None
    words = match.sentence.words
    taken = {i for index in phrase.numbers if True for i in _word_range(match, index)}
    names = {
        i
        for n in match.sentence.names
        for i in range(phrase.first, phrase.last)
        if n.start <= words[i].start < n.end and n.name == subject.name
    }
    kept = [
        words[i].lower
        for i in range(phrase.first, phrase.last)
        if i not in taken | names and words[i].tag not in ("DT", "PRP$", "POS", "PDT")
    ]
    if reading.phrase is phrase and reading.found.kind == "count" and reading.found.value.unit:
        kept = kept if kept else [*kept, match.text[reading.found.start : reading.found.end].split()[-1].lower()]
    label = " ".join(kept)
    if phrase.head in _PRICE_WORDS or not label:
        return None
    if reading.found.kind == "count" and (reading.found.value.unit in lexicon.words("not_units")):
        return None
    return label


def _word_range(match: Match, index: int) -> range:
    found = match.sentence.numbers[index]
    at = [i for i, w in enumerate(match.sentence.words) if found.start <= w.start < found.end]
    return range(at[0], at[-1] + 1) if at else range(0)


def _who(match: Match, reading: Reading) -> Named | None:
    """Whose measure it is: its owner, a name before or behind it, the clause's subject, or who the text is about."""
    phrase = reading.measure
    sentence, discourse = match.sentence, match.discourse
    if phrase is not None:
        if phrase.owner is not None and (named := discourse.resolve(sentence, phrase.owner)):
            return named
        if phrase.inner:
            return sentence.names[phrase.inner[0]]
        if phrase.name is not None:
            return sentence.names[phrase.name]
        at = next((i for i, p in enumerate(sentence.phrases) if p is phrase), -1)
        for preposition, np in follow(sentence.phrases, at) if at >= 0 else []:
            if (
                preposition in ("of", "at", "for", "from", "by")
                and (named := discourse.resolve(sentence, np))
                and named.kind != "place"
            ):
                return named
            if preposition in ("of", "for", "on") and np.head in _MARKETS | {"service", "device"} and np.name is None:
                return _noun(match, np)
        if phrase.head in _MARKETS and phrase.name is None:
            return _noun(match, phrase)
    clause: Clause | None = reading.clause
    while clause is not None:
        for subject in clause.subjects:
            if subject is phrase:
                continue
            named = discourse.resolve(sentence, subject)
            if named is not None and named.kind != "person":
                return named
            if named is None and subject.head in _MARKETS and subject.name is None:
                return _noun(match, subject)
        clause = clause.parent
    if not sentence.clauses and sentence.names and sentence.words[0].text in ("-", "•", "*", "–"):
        return sentence.names[0]  # a list's item: a name, then labels with their amounts
    return discourse.carried(sentence, sentence.words[reading.phrase.first].start)


def _noun(match: Match, phrase: Phrase) -> Named:
    words = match.sentence.words
    return Named(
        words[phrase.first].start,
        words[phrase.last - 1].end,
        words_of(match.text, match.sentence, phrase),
        "other",
        "noun",
    )


def _bare_movements(match: Match, seen: set[int]) -> Iterator[Fact]:
    """Movements without a number: "revenue fell", "its losses ballooned"."""
    for clause in match.sentence.clauses:
        mover = _mover(clause)
        phrase = next((p for p in clause.subjects if p.name is None and p.head in lexicon.words("measures")), None)
        if mover is None or phrase is None or id(clause) in seen or phrase.head in _PRICE_WORDS:
            continue
        if any(np.numbers for np in (*clause.objects, *(np for _, np in clause.preps))):
            continue
        reading = Reading(
            Found(0, 0, "percent", Quantity(None, None, None)), phrase, phrase, "", "change", mover, clause
        )
        subject = _who(match, reading)
        if subject is not None and subject.how not in ("carried",) and (fact := _fact(match, [reading])):
            yield replace(fact, confidence=round(fact.confidence * 0.7, 3))
