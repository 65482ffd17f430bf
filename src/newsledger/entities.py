"""The entities file: names that users know and want to find under one name. Strict, as the sources file is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import yaml

from newsledger import ids
from newsledger.records import Entity, Kind
from newsledger.strictyaml import Reader

KINDS = ("organization", "person", "product", "place")
_COUNTRY = re.compile(r"[A-Z]{2}")
_TICKER = re.compile(r"[A-Z0-9][A-Z0-9.:&-]{0,19}")
_KEYS = {"name", "aliases", "type", "ticker", "country"}


def load(path: Path | None) -> tuple[Entity, ...]:
    """Read an entities file, nothing of none. Raises SourcesError with file, line and key at what is wrong first."""
    if path is None:
        return ()
    reader = Reader(path)
    top = reader.mapping(reader.root("`entities:`"), "the file", {"entities"})
    owners: dict[tuple[str, str], tuple[int, int]] = {}  # kind and plain name -> which entity's, and the line
    return tuple(
        _entity(reader, node, n, owners) for n, node in enumerate(reader.items(top.get("entities"), "entities"))
    )


def surfaces(listed: Sequence[Entity]) -> dict[str, tuple[str, Kind]]:
    """Every name and alias as an article may print it -> the entity's name and kind; homonyms are left to the article."""
    meant = [(surface, (e.name, e.kind)) for e in listed for surface in (e.name, *e.aliases)]
    kinds = Counter(surface for surface, _ in {(surface, kind) for surface, (_, kind) in meant})
    return {surface: entity for surface, entity in meant if kinds[surface] == 1}


def _entity(reader: Reader, node: yaml.Node, number: int, owners: dict[tuple[str, str], tuple[int, int]]) -> Entity:
    given = reader.mapping(node, "entities", _KEYS)
    reader.require(node, given, "name", "type")
    kind = reader.text(given, "type", KINDS.__contains__, f"is none of {', '.join(KINDS)}")
    aliases = reader.items(given.get("aliases"), "aliases")
    return Entity(
        name=_name(reader, given["name"], "name", (kind, number), owners),
        kind=cast(Kind, kind),
        aliases=tuple(_name(reader, alias, "aliases", (kind, number), owners) for alias in aliases),
        ticker=reader.optional(given, "ticker", _TICKER.fullmatch, "is no ticker such as AAPL or 005930.KS"),
        country=reader.optional(given, "country", _COUNTRY.fullmatch, "is not an ISO 3166 code such as US"),
    )


def _name(
    reader: Reader, node: yaml.Node, key: str, owner: tuple[str, int], owners: dict[tuple[str, str], tuple[int, int]]
) -> str:
    """A name that no other entity of the type goes by."""
    name = " ".join(reader.scalar(node, key, ids.plain_name, "is no name").split())
    kind, number = owner
    line = node.start_mark.line + 1
    other, seen = owners.setdefault((kind, ids.plain_name(name)), (number, line))
    if other != number:
        reader.fail(node, key, f"repeated: {name!r} is another {kind}'s on line {seen}")
    return name
