"""Names that users list: which of them stand in a text, whole where they stand, and one name for all of an entity's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from newsledger.facts.names import Run
from newsledger.facts.words import Word
from newsledger.records import Kind

Known = Mapping[str, tuple[str, Kind]]  # a surface as an article may print it -> the entity's name and kind
_WORD = re.compile(r"\w+")
_LEGAL_FORMS = re.compile(
    r"(?:,?\s(?:Inc|Corp|Co|Company|Corporation|Ltd|LLC|PLC|plc|AG|SE|GmbH|NV|SA|SpA|AB|ASA)\b\.?)+$"
)


class Roster:
    """Listed names, indexed so that a text is searched only for those whose words are in it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._index: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for surface in known:
            if words := _WORD.findall(surface):
                self._index[words[0]].append((surface, frozenset(words)))

    def standing_in(self, text: str) -> dict[str, tuple[str, Kind]]:
        """The listed names that the text prints; a single word that it also writes small is a word and no name."""
        if not self._index:
            return {}
        words = frozenset(_WORD.findall(text))
        met = (word for word in words if word in self._index)
        found = (surface for word in met for surface, parts in self._index[word] if parts <= words)
        return {s: self._known[s] for s in sorted(found) if not _is_word(s, words) and any(_places(s, text))}


def whole(text: str, sentence: Sequence[Word], runs: list[Run], known: Known) -> list[Run]:
    """The names of a sentence with each listed one in one piece, unless it is part of a longer name."""
    if not known or not sentence:
        return runs
    begins, ends = ({getattr(word, side): i for i, word in enumerate(sentence)} for side in ("start", "end"))
    for surface in sorted(known, key=lambda s: (-len(s), s)):
        for start, end in _places(surface, text, sentence[0].start, sentence[-1].end):
            if start in begins and end in ends:
                runs = _with(runs, Run(begins[start], ends[end] + 1, surface))
    return runs


def adopt(full: dict[str, str], known: Known, carded: Collection[str] = ()) -> dict[str, Kind]:
    """Let all surfaces of one listed entity stand for the fullest name that the document has of it; name -> kind.

    That is the name on its card where it has one. `full` (surface -> fullest name) is changed in place."""
    groups: defaultdict[tuple[str, Kind], set[str]] = defaultdict(set)
    for surface, name in full.items():
        listed = known.get(surface) or known.get(_LEGAL_FORMS.sub("", surface))
        if listed:
            groups[listed].add(name)
    fullest = {name: max(group, key=lambda n: (n in carded, len(n), n)) for group in groups.values() for name in group}
    full.update({surface: fullest[name] for surface, name in full.items() if name in fullest})
    return {fullest[name]: kind for (_, kind), group in groups.items() for name in group}


def _is_word(surface: str, words: frozenset[str]) -> bool:
    return surface != surface.lower() and surface.lower() in words


def _places(surface: str, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where the surface stands as words of its own."""
    end = len(text) if end is None else end
    at = text.find(surface, start, end)
    while at >= 0:
        after = at + len(surface)
        if not text[at - 1 : at].isalnum() and not text[after : after + 1].isalnum():
            yield at, after
        at = text.find(surface, after, end)


def _with(runs: list[Run], run: Run) -> list[Run]:
    if any(other.first <= run.first and run.last <= other.last for other in runs):
        return runs
    apart = [other for other in runs if other.last <= run.first or run.last <= other.first]
    return sorted([*apart, run], key=lambda other: other.first)
