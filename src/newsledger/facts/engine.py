"""The engine: cards, then prose sentence by sentence; mentions and quantities become placeholders that patterns match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from newsledger.facts import modality, patterns
from newsledger.facts.cards import read_cards
from newsledger.facts.dates import when
from newsledger.facts.mentions import Named, Reader, may_be_organization, may_be_person
from newsledger.facts.patterns import Pattern
from newsledger.facts.sentences import sentences
from newsledger.facts.values import Found, quantities
from newsledger.records import Change, Extraction, Fact, Kind, Mention, Quantity

EXTRACTOR, VERSION = "rules", "1"
_MOST = 900  # mentions or quantities of one sentence that have a placeholder; a longer list is no sentence
_PERIODS = frozenset({"metric"})
_TIMELESS = frozenset({"company_profile", "position", "ownership", "founding", "product_link"})
_LOWER = re.compile(r"\b[a-z]{3,}\b")
_DOWNWARD = re.compile(
    r"\b(?:fell|fall\w*|drop\w*|declin\w*|decreas\w*|down|slid|slip\w*|slump\w*|shr[aiu]nk|plunge\w*|tumbl\w*|lower\w*|cut\w*|"
    r"reduc\w*|lost|contract\w*|dip\w*)\b"
)
_PRIVATE = re.compile("[\ue000-\uefff]")
_DOINGS = {"ship": "shipments", "sell": "sales", "deliver": "deliveries", "produce": "production", "make": "production"}
_KINDS: dict[str, Kind] = {"person": "person", "org": "organization", "product": "product", "place": "place"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its mentions and quantities, and as patterns see it."""

    start: int
    end: int
    text: str
    names: list[Named]
    numbers: list[Found]
    coded: str


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
    reader = Reader(frozenset(_LOWER.findall(text[begin:])))
    for card in cards:
        reader.know(card.name, "organization", *([card.alias] if card.alias else []))
    prose, mentions = _read(_PRIVATE.sub(" ", text), begin, reader, published)
    return Extraction("ok", tuple(_distinct([*facts, *prose])), (*named, *mentions), tags)


def _read(text: str, begin: int, reader: Reader, published: date | None) -> tuple[list[Fact], list[Mention]]:
    facts: list[Fact] = []
    mentions: list[Mention] = []
    subject: Named | None = None
    for start, end in sentences(text, begin):
        names = reader.read(text, start, end)[:_MOST]
        sentence = _sentence(text, start, end, names)
        found = list(_facts(sentence, subject, published))
        facts += found
        for fact in found:
            _learn(reader, fact)
        mentions += (
            Mention(n.name, reader.kinds.get(n.name, n.kind), n.start, n.end) for n in names if n.how != "market"
        )
        subject = names[0] if names else None
    return facts, mentions


def _learn(reader: Reader, fact: Fact) -> None:
    """What a pattern took a name for holds in the sentences that follow."""
    for name, kind in ((fact.subject, fact.subject_kind), (fact.object, fact.object_kind)):
        if name and kind != "other":
            reader.kinds.setdefault(name, kind)


def _sentence(text: str, start: int, end: int, names: list[Named]) -> Sentence:
    numbers = [n for n in quantities(text, start, end) if not any(m.start < n.end and n.start < m.end for m in names)]
    numbers = numbers[:_MOST]
    spans = [(n.start, n.end, chr(0xE000 + i)) for i, n in enumerate(names)]
    spans += [(q.start, q.end, chr(0xE800 + i)) for i, q in enumerate(numbers)]
    parts, at = [], start
    for begin, stop, code in sorted(spans):
        parts += [text[at:begin], code]
        at = stop
        # "its" and "his" are possessives as they stand; the apostrophe that patterns look for is put in
        if "\ue000" <= code <= "\ue7ff" and (named := names[ord(code) - 0xE000]).possessive and named.how == "pronoun":
            parts.append("'s")
    coded = "".join([*parts, text[at:end]]).replace("’", "'")
    return Sentence(start, end, text[start:end], names, numbers, coded)


def _facts(sentence: Sentence, carried: Named | None, published: date | None) -> Iterator[Fact]:
    if not sentence.names and not (carried and sentence.numbers):
        return
    for file in patterns.load():
        for pattern in file.patterns:
            for match in pattern.regex.finditer(sentence.coded):
                if fact := _fact(sentence, pattern, match, carried, published):
                    yield fact


def _fact(
    sentence: Sentence, pattern: Pattern, match: re.Match[str], carried: Named | None, published: date | None
) -> Fact | None:
    slots = {name: _slot(sentence, match, name) for name in pattern.kinds if name in ("subject", "object")}
    if pattern.carried and slots.get("subject") is None:
        slots["subject"] = carried
    if not all(_fits(named, pattern.kinds.get(name, "any")) for name, named in slots.items() if named):
        return None
    subject, other = slots.get("subject"), slots.get("object")
    if subject is None or (other and other.name == subject.name):
        return None
    if modality.is_no_claim(sentence.text, match[0]):
        return None
    value, change, complete = _numbers(sentence, pattern, match)
    if not complete:
        return None
    fact = Fact(
        type=pattern.type,
        subject=subject.name,
        start=sentence.start,
        end=sentence.end,
        attribute=_attribute(pattern, match),
        object=other.name if other else _noun(match),
        role=_role(match),
        value=value,
        change=change,
        modality=modality.modality(sentence.text, match[0]) if not pattern.hedge_free else "asserted",
        attribution=_attribution(sentence),
        confidence=_confidence(pattern, subject, other),
        subject_kind=_kind(subject, pattern.kinds.get("subject")),
        object_kind=_kind(other, pattern.kinds.get("object")) if other else "other",
    )
    return _dated(fact, sentence, published)


def _slot(sentence: Sentence, match: re.Match[str], name: str) -> Named | None:
    code = match.groupdict().get(name)
    return sentence.names[ord(code) - 0xE000] if code else None


def _fits(named: Named, kind: str) -> bool:
    if kind == "person":
        return may_be_person(named.name, named.kind)
    if kind == "org":
        return named.kind in ("organization", "other") and (
            named.how == "nominal" or may_be_organization(named.name, named.kind) or named.kind == "other"
        )
    if kind == "product":
        return named.kind in ("product", "other") and named.how in ("name", "short")
    return True


def _numbers(sentence: Sentence, pattern: Pattern, match: re.Match[str]) -> tuple[Quantity | None, Change | None, bool]:
    """Value and change that the pattern asks for; not complete where it names a number's kind that is not there."""
    given = match.groupdict()
    value: Quantity | None = None
    change: Change | None = None
    if pattern.value:
        found = _quantity(sentence, given, pattern.value.removesuffix("?"), match.end())
        if found is None and not pattern.value.endswith("?"):
            return None, None, False
        value = found.value if found else None
    if pattern.change:
        found = _quantity(sentence, given, pattern.change.removesuffix("?"), match.end())
        if found is None and not pattern.change.endswith("?"):
            return None, None, False
        direction = _direction(pattern, given.get("direction") or match[0])
        quantity = found.value if found else None
        change = Change(
            quantity.min if quantity else None,
            quantity.max if quantity else None,
            quantity.unit if quantity else None,
            direction,
        )
    return value, change, True


def _quantity(sentence: Sentence, given: dict[str, str | None], kind: str, after: int) -> Found | None:
    """The quantity in the pattern's slot of that name; else the next of that kind in the same clause."""
    if kind in given:
        code = given[kind]
        found = sentence.numbers[ord(code) - 0xE800] if code else None
        return found if found and (kind == "number" or found.kind == kind) else None
    clause = re.split(r"[;:]| while | but ", sentence.coded[after:])[0]
    for code in re.findall(f"[{patterns.QUANTITY}]", clause):
        found = sentence.numbers[ord(code) - 0xE800]
        if found.kind == kind:
            return found
    return None


def _direction(pattern: Pattern, words: str) -> Literal["up", "down"]:
    if pattern.direction:
        return pattern.direction
    return "down" if _DOWNWARD.search(words) else "up"


def _attribute(pattern: Pattern, match: re.Match[str]) -> str | None:
    measure = match.groupdict().get("measure")
    if measure:
        words = " ".join(measure.lower().split())
        return _DOINGS.get(words, words)
    series = match.groupdict().get("series")
    return f"series_{series.lower()}" if series else pattern.attribute


def _role(match: re.Match[str]) -> str | None:
    role = match.groupdict().get("role")
    return " ".join(role.split()).removeprefix("the ") if role else None


def _noun(match: re.Match[str]) -> str | None:
    return match.groupdict().get("noun")


def _attribution(sentence: Sentence) -> str | None:
    said = re.search(
        f"([{patterns.MENTION}]),? (?:said|says|reported|announced|told)|according to (?:the )?([{patterns.MENTION}])",
        sentence.coded,
    )
    code = said and (said[1] or said[2])
    return sentence.names[ord(code) - 0xE000].name if code else modality.unnamed_source(sentence.text)


def _confidence(pattern: Pattern, subject: Named, other: Named | None) -> float:
    """The pattern's own, less for every reference that had to be resolved."""
    resolved = sum(named.how not in ("name", "short") for named in (subject, other) if named)
    return round(pattern.confidence * 0.9**resolved, 3)


def _kind(named: Named, wanted: str | None) -> Kind:
    return _KINDS.get(wanted or "", named.kind)


def _dated(fact: Fact, sentence: Sentence, published: date | None) -> Fact:
    if fact.type in _TIMELESS:
        return fact
    time = when(sentence.text, 0, len(sentence.text), published)
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
