"""Reads the pattern files: one a fact type, data that needs no programmer. See docs/facts.md for how they are written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from newsledger.facts import lexicon
from newsledger.records import Modality

FOLDER = Path(__file__).parent / "patterns"
KINDS = (
    "person",
    "org",
    "body",
    "brand",
    "product",
    "place",
    "any",
    "whole",
    "name",
    "role",
    "shares",
    "authority",
    "court",
    "power",
    "model",
    "goods",
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a fact's field is looked for: any of the relations, in order; what kind it must be; whether it may be absent."""

    relations: tuple[str, ...]
    kind: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying a fact: a trigger and where its arguments stand."""

    type: str
    triggers: tuple[str, ...]
    noun: bool
    subject: Slot
    object: Slot | None = None
    role: Slot | None = None
    value: str | None = None
    change: str | None = None
    direction: Literal["up", "down"] | None = None
    attribute: str | dict[str, str] | None = None
    predicate: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    amid: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    passive: bool | None = None
    confidence: float = 0.7
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class PatternFile:
    """A fact type's patterns and the sentences that must and must not match."""

    type: str
    patterns: tuple[Pattern, ...]
    matches: tuple[dict[str, Any], ...] = field(default=())
    refuses: tuple[str, ...] = field(default=())


@cache
def load() -> tuple[PatternFile, ...]:
    """Every pattern file, in the order of their names. ValueError names the file and pattern that cannot be read."""
    return tuple(_file(path) for path in sorted(FOLDER.glob("[a-z]*.yaml")))


@cache
def by_trigger() -> dict[tuple[str, bool], tuple[Pattern, ...]]:
    """The patterns of each trigger; True for nouns."""
    index: defaultdict[tuple[str, bool], list[Pattern]] = defaultdict(list)
    for file in load():
        for pattern in file.patterns:
            for trigger in pattern.triggers:
                index[trigger, pattern.noun].append(pattern)
    return {key: tuple(patterns) for key, patterns in index.items()}


def _file(path: Path) -> PatternFile:
    given = dict(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    patterns = []
    for number, item in enumerate(given["patterns"], 1):
        try:
            patterns.append(_pattern(given["type"], dict(item)))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}: pattern {number}: {error}") from error
    return PatternFile(given["type"], tuple(patterns), tuple(given.get("matches", ())), tuple(given.get("refuses", ())))


def _pattern(kind: str, item: dict[str, Any]) -> Pattern:
    noun = "noun" in item
    triggers = _listed(item.pop("noun" if noun else "verb"))
    for name in ("subject", "object", "role"):
        if name in item:
            item[name] = _slot(item[name])
    for name in ("predicate", "needs", "lacks", "where", "under", "without", "near", "amid", "unless"):
        if name in item:
            item[name] = _listed(item[name])
    return Pattern(item.pop("type", kind), triggers, noun, **item)


def _listed(text: str) -> tuple[str, ...]:
    """The entries of a comma list; "@roles" among them is the lexicon's list of that name, "@roles-founders" it without
    another."""
    out: list[str] = []
    for entry in (part.strip() for part in text.split(",")):
        if entry.startswith("@"):
            whole, _, less = entry[1:].partition("-")
            out += sorted(lexicon.words(whole) - (lexicon.words(less) if less else frozenset()))
        elif entry:
            out.append(entry)
    return tuple(out)


def _slot(text: str) -> Slot:
    """ "of/in org?": the relations in order, the kind, and a question mark where it may be absent."""
    relations, _, kind = text.removesuffix("?").partition(" ")
    if kind not in KINDS:
        raise ValueError(f"{text!r}: the kind must be one of {', '.join(KINDS)}")
    return Slot(tuple(relations.split("/")), kind, text.endswith("?"))
