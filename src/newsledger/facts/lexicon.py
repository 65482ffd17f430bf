"""What lexicon.yaml says, read once: each function is one list of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "lexicon.yaml"


@cache
def _lists() -> dict[str, Any]:
    return dict(yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


@cache
def words(*names: str) -> frozenset[str]:
    """The words of one or several lists, split at white space."""
    return frozenset(word for name in names for word in _lists()[name].split())


@cache
def phrases(name: str, separator: str) -> frozenset[str]:
    """The entries of a list whose entries hold spaces."""
    return frozenset(entry.strip() for entry in _lists()[name].split(separator) if entry.strip())


@cache
def irregular_verbs() -> dict[str, str]:
    """Form -> base form."""
    return dict(pair.split(":") for pair in _lists()["irregular_verbs"].split())


@cache
def irregular_nouns() -> dict[str, str]:
    """Plural -> singular."""
    return dict(pair.split(":") for pair in _lists()["irregular_nouns"].split())


@cache
def countries() -> dict[str, str]:
    """Demonym -> country."""
    return dict(pair.split(":", 1) for pair in phrases("countries", ","))


@cache
def chains() -> dict[str, str]:
    """Governing verb -> the modality it lends to the infinitive."""
    return {verb: modality for modality, verbs in _lists()["chains"].items() for verb in verbs.split()}
