"""Who works where when no post is named, and which posts a sentence's moves end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.facts import lexicon
from newsledger.facts.match import Match
from newsledger.facts.parsed import Named
from newsledger.facts.phrases import Phrase
from newsledger.records import Fact

_FOLLOWS = re.compile(
    r"\b(?:succe(?:ed|ss)|replac|(?:his|her|their) (?:place|post|job|role)\b|take over|takes over)", re.I
)


def affiliations(match: Match, found: Sequence[Fact]) -> Iterator[Fact]:
    """Positions that only a possessive or an "of" tells: "Acme's Jane Doe", "Jane Doe of Acme"."""
    posted = {fact.subject for fact in found if fact.type == "position"}
    names, parts = match.sentence.names, match.sentence.phrases
    for at, phrase in enumerate(parts):
        if phrase.name is None or not _is_full(names[phrase.name], set()):
            continue
        if (former := _before(parts, at)) is not None and former.name is not None and _employs(names[former.name]):
            yield replace(_position(match, names[phrase.name], names[former.name]), attribute="former")
        if names[phrase.name].name in posted or _is_posted(phrase):
            continue
        owner = match.discourse.resolve(match.sentence, phrase.owner) if phrase.owner else None
        behind = parts[at + 1 : at + 3]
        if owner is None and [p.kind for p in behind] == ["prep", "np"] and behind[0].head == "of":
            owner = names[behind[1].name] if behind[1].name is not None else None
        if owner is not None and _employs(owner):
            yield _position(match, names[phrase.name], owner)


def succeeding(match: Match, told: Sequence[Fact], before: Sequence[Fact]) -> list[Fact]:
    """Who follows somebody does so when that one leaves: "Doe will retire in May. She will be succeeded by Roe"."""
    left = next((fact for fact in before if fact.attribute == "leave" and fact.date), None)
    follows = left is not None and _FOLLOWS.search(match.text, match.sentence.start, match.sentence.end) is not None
    return [replace(f, date=left.date) if follows and left and _is_with(f, left) else f for f in told]


def _is_with(fact: Fact, left: Fact) -> bool:
    joins = fact.type == "personnel_move" and fact.attribute in ("join", "promote") and fact.date is None
    return joins and fact.modality == left.modality


def _before(parts: Sequence[Phrase], at: int) -> Phrase | None:
    """Where somebody was before: "Jane Doe, formerly of Acme"."""
    behind = parts[at + 1 : at + 5]
    if [p.kind for p in behind] != ["comma", "adv", "prep", "np"] or behind[2].head not in ("of", "at", "with"):
        return None
    return behind[3] if behind[1].head in ("formerly", "previously", "late", "ex") else None


def _is_posted(phrase: Phrase) -> bool:
    return any(lemma in lexicon.words("roles") for lemma in phrase.lemmas)


def _is_full(named: Named, posted: set[str]) -> bool:
    """A person by more than one name, whose post the sentence does not tell; "Acme's Ada" may be a product."""
    return named.kind == "person" and " " in named.name and named.name not in posted


def _employs(owner: Named) -> bool:
    return owner.how in ("name", "short") and owner.kind in ("organization", "other")


def _position(match: Match, who: Named, owner: Named) -> Fact:
    return Fact(
        type="position",
        subject=who.name,
        object=owner.name,
        attribute="current",
        start=match.sentence.start,
        end=match.sentence.end,
        confidence=0.6,
        subject_kind="person",
        object_kind="organization",
    )


def leavers(found: Sequence[Fact]) -> set[tuple[str, str | None]]:
    """Who left whom, as a sentence says: "chief executive Jane Doe left" makes her post a former one."""
    gone = ("personnel_move", "leave", "asserted")
    return {(fact.subject, fact.object) for fact in found if (fact.type, fact.attribute, fact.modality) == gone}


def past(fact: Fact, gone: set[tuple[str, str | None]]) -> Fact:
    """A leaver's fact: the position with whom was left is no longer current."""
    left = {(fact.subject, fact.object), (fact.subject, None)} & gone
    return replace(fact, attribute="former") if fact.type == "position" and left else fact
