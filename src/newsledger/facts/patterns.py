"""Reads the pattern files: one a fact type, data that needs no programmer. See docs/facts.md for how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

FOLDER = Path(__file__).parent / "patterns"
# A sentence is matched with each mention, quantity and month of it replaced by one private-use character.
MENTION, QUANTITY = "\ue000-\ue7ff", "\ue800-\uefff"
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying a fact. `kinds` tells what each slot may hold; the rest fills the fact."""

    type: str
    regex: re.Pattern[str]
    kinds: dict[str, str]
    attribute: str | None = None
    value: str | None = None
    change: str | None = None
    direction: Literal["up", "down"] | None = None
    confidence: float = 0.7
    also: tuple[str, ...] = ()
    hedge_free: bool = False
    carried: bool = False


@dataclass(frozen=True, slots=True)
class PatternFile:
    """A fact type's patterns and the sentences that must and must not match."""

    type: str
    patterns: tuple[Pattern, ...]
    matches: tuple[dict[str, Any], ...] = field(default=())
    refuses: tuple[str, ...] = field(default=())


@cache
def load() -> tuple[PatternFile, ...]:
    """Every pattern file, in the order of their names."""
    words = _read(FOLDER / "_words.yaml")
    return tuple(_file(_read(path), words) for path in sorted(FOLDER.glob("[a-z]*.yaml")))


def _read(path: Path) -> dict[str, Any]:
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def _file(given: dict[str, Any], words: dict[str, Any]) -> PatternFile:
    patterns = tuple(_pattern(given["type"], item, words) for item in given["patterns"])
    return PatternFile(given["type"], patterns, tuple(given.get("matches", ())), tuple(given.get("refuses", ())))


def _pattern(kind: str, item: dict[str, Any], words: dict[str, Any]) -> Pattern:
    kinds: dict[str, str] = {}
    rest = {key: value for key, value in item.items() if key != "say"}
    regex = re.compile(_expand(item["say"], words, kinds))
    return Pattern(rest.pop("type", kind), regex, kinds, **(rest | {"also": tuple(rest.get("also", ()))}))


def _expand(say: str, words: dict[str, Any], kinds: dict[str, str]) -> str:
    """Slots become groups over placeholder characters, words of the word list their alternatives."""

    def slot(match: re.Match[str]) -> str:
        name, kind = match[1], match[2]
        if name in words:
            return f"(?P<{name}>{words[name]})" if name in ("role", "measure") else f"(?:{words[name]})"
        if name in ("money", "percent", "count", "number"):
            kinds[name] = name
            return f"(?P<{name}>[{QUANTITY}])"
        kinds[name] = kind or "any"
        if not match.start():  # a search that can begin at a placeholder alone skips everything else at the speed of C
            return f"(?P<{name}>[{MENTION}])"
        return f"(?:[Tt]he |[Aa]n? |[{MENTION}]'s )?(?P<{name}>[{MENTION}])"

    return _SLOT.sub(slot, say)
