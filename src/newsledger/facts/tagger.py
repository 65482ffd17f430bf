"""Parts of speech for the words of a sentence: a perceptron, left to right, with whole-number weights.

Training is tests/bench/train_tagger.py; data, licences and accuracy are in model/README.md."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from newsledger.facts.tagfeatures import BEYOND, Clause, Lexicon, Word, around, describe, modes, of_word, surely_ahead

_MOST_KEPT = 16384  # words whose scores are kept; all are let go when there are more


class _Entry(NamedTuple):
    word: Word
    only: str  # its one tag, or ""
    choices: tuple[int, ...]
    scores: int  # of every tag, from the word alone; packed


# Scores of all tags are one integer, a lane of bits for each tag, so that a feature is one addition; a lane's middle is 0.
_LANE = 24
_MASK, _MIDDLE = (1 << _LANE) - 1, 1 << _LANE - 1
_FEW = 6  # of a word's tags so many are weighed in its place: those that the word itself speaks for most


class Tagger:
    """A model, and what was worked out of it for the words met so far."""

    def __init__(self, stored: dict[str, Any]) -> None:
        self.tags: list[str] = stored["tags"]
        self.lexicon = Lexicon(stored["open"], stored["closed"])
        self._weights: dict[str, str | int] = stored["weights"]  # packed from when they are first needed
        self._numbers = {tag: number for number, tag in enumerate(self.tags)}
        self._entries: dict[tuple[str, int], _Entry] = {}
        self._nil = sum(_MIDDLE << number * _LANE for number in range(len(self.tags)))

    def tag(self, words: Sequence[str]) -> list[str]:
        """One tag a word."""
        entries = [self._entry(word, mode) for word, mode in zip(words, modes(words), strict=True)]
        padded = [BEYOND, BEYOND, *(entry.word for entry in entries), BEYOND, BEYOND]
        ahead = surely_ahead(padded)
        clause = Clause()
        found: list[str] = []
        before, earlier = "", ""
        for at, entry in enumerate(entries, 2):
            chosen = entry.only or self._best(entry, around(padded, at, before, earlier, clause, ahead))
            if chosen == "VB" and before == "IN" and padded[at - 1].text.lower() == "to":
                found[-1] = before = "TO"  # only its right-hand neighbour tells
            found.append(chosen)
            clause.after(entry.word.text, chosen)
            before, earlier = chosen, before
        return found

    def _best(self, entry: _Entry, features: list[str]) -> str:
        weights, total = self._weights, entry.scores
        for feature in features:
            if (said := weights.get(feature)) is not None:
                total += said if isinstance(said, int) else self._read(feature, said)
        best, most = -1, 0
        for number in entry.choices:
            score = total >> number * _LANE & _MASK
            if score > most:
                best, most = number, score
        return self.tags[best]

    def _read(self, feature: str, text: str) -> int:
        """The weights of a feature, read out of "NN 12 VB -3"."""
        parts = text.split(" ")
        pairs = zip(parts[::2], parts[1::2], strict=True)
        packed = self._weights[feature] = sum(int(weight) << self._numbers[tag] * _LANE for tag, weight in pairs)
        return packed

    def _entry(self, word: str, mode: int) -> _Entry:
        entry = self._entries.get((word, mode))
        if entry is None:
            if len(self._entries) >= _MOST_KEPT:
                self._entries.clear()
            entry = self._entries[word, mode] = self._new(word, mode)
        return entry

    def _new(self, word: str, mode: int) -> _Entry:
        described = describe(word, mode, self.lexicon.words)
        choices = self.lexicon.choices(word, mode)
        if len(choices) == 1:
            return _Entry(described, choices[0], (), 0)
        scores = self._nil
        for feature in of_word(described, mode, self.lexicon.words):
            said = self._weights.get(feature, 0)
            scores += said if isinstance(said, int) else self._read(feature, said)
        numbers = (self._numbers[tag] for tag in choices)
        best = sorted(numbers, key=lambda number: scores >> number * _LANE & _MASK, reverse=True)
        return _Entry(described, "", tuple(best[:_FEW]), scores)


def tag(words: Sequence[str]) -> list[str]:
    """The Penn tag of each word of one sentence ("NNP", "VBD", "VBN", ...), in their order.

    Words are as the treebanks have them: punctuation, "n't" and "'s" on their own; "$12.9bn" and "year-on-year" may be one
    word. Any string is a word; an empty one too. The same words have the same tags on every machine."""
    return _tagger().tag(words)


def is_common(word: str) -> bool:
    """Whether a lower-case word is one that the tagger knows, and so hardly a name where only an opening has it in capitals."""
    return word in _tagger().lexicon.words


@cache
def _tagger() -> Tagger:
    packed = files("newsledger.facts").joinpath("model", "tagger.json.gz").read_bytes()
    return Tagger(json.loads(gzip.decompress(packed)))
