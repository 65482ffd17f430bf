"""The engine: cards, then prose sentence by sentence; patterns over frames, then what is left of the amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from newsledger.facts.cards import read_cards
from newsledger.facts.discourse import Discourse
from newsledger.facts.frames import frames
from newsledger.facts.matching import Match, facts_of
from newsledger.facts.measures import metrics
from newsledger.facts.profiles import profiles
from newsledger.facts.reading import Sentence, Who, read
from newsledger.records import Extraction, Fact, Kind, Mention

EXTRACTOR, VERSION = "rules", "2"
_PERIODS = frozenset({"metric"})
_TIMELESS = frozenset({"company_profile", "position", "ownership", "founding", "product_link"})


def extract(
    text: str, *, title: str | None = None, published: date | None = None, language: str | None = None
) -> Extraction:
    """The facts of a text; pure and deterministic, for any str.

    `published` anchors relative dates. Prose is read where `language` is English or unknown; cards always."""
    if not text.strip():
        return Extraction("empty_text")
    cards, begin = read_cards(text)
    facts = [fact for card in cards for fact in card.facts]
    tags = tuple((card.name, card.tags) for card in cards if card.tags)
    named = [Mention(card.name, "organization", card.start, card.start + len(card.name)) for card in cards]
    if language and not language.lower().startswith("en"):
        return Extraction("language_not_covered", tuple(facts), tuple(named), tags)
    known: dict[str, tuple[str, Kind]] = {}
    for card in cards:
        for surface in (card.name, card.alias):
            if surface:
                known[surface] = (card.name, "organization")
    sentences, who = read(text, begin, published, title, known)
    prose = list(_prose(text, sentences, who))
    mentions = [Mention(n.name, n.kind, n.start, n.end) for sentence in sentences for n in sentence.names]
    return Extraction("ok", tuple(_distinct([*facts, *prose])), (*named, *mentions), tags)


def _prose(text: str, sentences: list[Sentence], who: Who) -> Iterator[Fact]:
    discourse = Discourse(text, who)
    for sentence in sentences:
        discourse.begin(sentence)
        match = Match(text, sentence, discourse)
        found = list(_facts(match))
        yield from (_dated(fact, sentence) for fact in found)
        discourse.end(sentence)


def _facts(match: Match) -> Iterator[Fact]:
    if not match.sentence.names and not match.sentence.numbers:
        return
    found: list[Fact] = []
    for frame in frames(match.sentence):
        found += facts_of(match, frame)
    found += profiles(match)
    yield from found
    used = {
        q.start
        for q in match.sentence.numbers
        for f in found
        if f.value == q.value or (f.change and (f.change.min, f.change.unit) == (q.value.min, q.value.unit))
    }
    yield from metrics(match, used)


def _dated(fact: Fact, sentence: Sentence) -> Fact:
    if fact.type in _TIMELESS or not sentence.times:
        return fact
    time = sentence.times[0].iso
    return replace(fact, period=time) if fact.type in _PERIODS else replace(fact, date=time)


def _distinct(facts: list[Fact]) -> list[Fact]:
    """Each claim once, by its first full statement: one that says less than another of the same thing goes."""
    alike: dict[tuple[object, ...], list[Fact]] = {}
    for fact in sorted(facts, key=_order):
        kept = alike.setdefault((fact.type, fact.attribute, fact.subject), [])
        if not any(_says_all_of(fuller, fact) for fuller in kept):
            kept[:] = [*(poorer for poorer in kept if not _says_all_of(fact, poorer)), fact]
    return sorted((fact for kept in alike.values() for fact in kept), key=_order)


def _order(fact: Fact) -> tuple[object, ...]:
    return fact.start, fact.type, -fact.confidence, fact.subject, fact.object or "", fact.attribute or ""


def _says_all_of(one: Fact, other: Fact) -> bool:
    """Everything that `other` says is said by `one`, which may say more."""
    said = zip(_details(one), _details(other), strict=True)
    return all(theirs is None or theirs == ours for ours, theirs in said)


def _details(fact: Fact) -> tuple[object, ...]:
    return fact.object, fact.value, fact.change, fact.period, fact.date
