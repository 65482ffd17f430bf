"""Parts of speech for the words of a sentence: a perceptron, left to right, with whole-number weights.

Training is tests/bench/train_tagger.py; data, licences and accuracy are in model/README.md."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from newsledger.facts.tagfeatures import (
    BEYOND,
    OPEN,
    Clause,
    Lexicon,
    Word,
    describe,
    modes,
    normal,
    of_clause,
    of_coming,
    of_left,
    of_pairs,
    of_place,
    of_right,
    of_second_left,
    of_second_right,
    of_tags,
    of_word,
    surely_ahead,
)

_MOST_KEPT = 1 << 15  # words whose scores are kept; all are let go when there are more
_MOST_SEEN = 1 << 15  # surroundings whose sums are kept, of each sort


class _Entry:
    """A word met: its tag if it has but one, else the tags it may have, and the packed scores of all that it tells."""

    __slots__ = ("choices", "left", "only", "right", "scores", "second_left", "second_right", "word")

    def __init__(self, word: Word, only: str, choices: tuple[int, ...], scores: int) -> None:
        self.word = word
        self.only = only  # its one tag, or ""
        self.choices = choices
        self.scores = scores  # from the word alone
        self.left = self.right = self.second_left = self.second_right = 0  # what it tells as a neighbour


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
        self._sums: defaultdict[Callable[..., list[str]], dict[tuple[str, ...], int]] = defaultdict(dict)
        self._beyond = self._beside(_Entry(BEYOND, "", (), 0))
        self._nil = sum(_MIDDLE << number * _LANE for number in range(len(self.tags)))

    def tag(self, words: Sequence[str]) -> list[str]:
        """One tag a word."""
        entries = [self._entry(word, mode) for word, mode in zip(words, modes(words), strict=True)]
        padded = [self._beyond, self._beyond, *entries, self._beyond, self._beyond]
        ahead = surely_ahead([entry.word for entry in padded])
        clause = Clause()
        found: list[str] = []
        before, earlier = "", ""
        for at, entry in enumerate(entries, 2):
            chosen = entry.only or self._best(padded[at - 2 : at + 3], before, earlier, clause, ahead[at])
            if chosen == "VB" and before == "IN" and padded[at - 1].word.text.lower() == "to":
                found[-1] = before = "TO"  # only its right-hand neighbour tells
            found.append(chosen)
            clause.after(entry.word.text, chosen)
            before, earlier = chosen, before
        return found

    def _best(self, beside: list[_Entry], before: str, earlier: str, clause: Clause, ahead: str) -> str:
        """The likeliest tag of the middle one of five words: the same sum as over the features of `around`."""
        second_left, left, entry, right, second_right = beside
        key, group, coming = entry.word.key, entry.word.group, right.word.group
        total = entry.scores + left.left + second_left.second_left + right.right + second_right.second_right
        kept = self._kept
        total += kept(of_coming, coming, second_right.word.group)
        total += kept(of_tags, before, earlier)
        total += kept(of_clause, group, before, clause.auxiliary, clause.finite, ahead)
        total += kept(of_place, key, group, before, coming)
        total += self._sum(of_pairs(left.word.key, key, right.word.key))  # too many to be worth keeping
        best, most = -1, 0
        for number in entry.choices:
            score = total >> number * _LANE & _MASK
            if score > most:
                best, most = number, score
        return self.tags[best]

    def _kept(self, features: Callable[..., list[str]], *given: str) -> int:
        """What the features of something come to, worked out when it is first met."""
        known = self._sums[features]
        said = known.get(given)
        if said is None:
            if len(known) >= _MOST_SEEN:
                known.clear()
            said = known[given] = self._sum(features(*given))
        return said

    def _sum(self, features: list[str]) -> int:
        total = 0
        for feature in features:
            said = self._weights.get(feature, 0)
            total += said if isinstance(said, int) else self._read(feature, said)
        return total

    def _read(self, feature: str, text: str) -> int:
        """The weights of a feature, read out of "NN 12 VB -3"."""
        parts = text.split(" ")
        pairs = zip(parts[::2], parts[1::2], strict=True)
        packed = self._weights[feature] = sum(int(weight) << self._numbers[tag] * _LANE for tag, weight in pairs)
        return packed

    def _entry(self, word: str, mode: int) -> _Entry:
        if not word.isalpha():
            word = normal(word)  # all numbers of a form are one word
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
            return self._beside(_Entry(described, choices[0], (), 0))
        scores = self._nil + self._sum(of_word(described, mode, self.lexicon.words))
        numbers = (self._numbers[tag] for tag in choices)
        best = sorted(numbers, key=lambda number: scores >> number * _LANE & _MASK, reverse=True)
        return self._beside(_Entry(described, "", tuple(best[:_FEW]), scores))

    def _beside(self, entry: _Entry) -> _Entry:
        key, kept = entry.word.key, self._kept
        entry.left, entry.second_left = kept(of_left, key), kept(of_second_left, key)
        entry.right, entry.second_right = kept(of_right, key, entry.word.group), kept(of_second_right, key)
        return entry


def tag(words: Sequence[str]) -> list[str]:
    """The Penn tag of each word of one sentence ("NNP", "VBD", "VBN", ...), in their order.

    Words are as the treebanks have them: punctuation, "n't" and "'s" on their own; "$12.9bn" and "year-on-year" may be one
    word. Any string is a word; an empty one too. The same words have the same tags on every machine."""
    return _tagger().tag(words)


def knows(word: str) -> bool:
    """Whether the treebanks have the word often enough as it is written."""
    return word in _tagger().lexicon.words


def is_grammatical(word: str) -> bool:
    """Whether the treebanks know a lower-case word for one of grammar only: an article, a preposition, an adverb."""
    tags = _tagger().lexicon.closed.get(word, "").split()
    return bool(tags) and all(tag == "RB" or tag not in OPEN for tag in tags)


@cache
def _tagger() -> Tagger:
    packed = files("newsledger.facts").joinpath("model", "tagger.json.gz").read_bytes()
    return Tagger(json.loads(gzip.decompress(packed)))
