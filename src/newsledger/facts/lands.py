"""Which land a text is about, and whether its economy is: "unemployment" that stands alone is that land's."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from newsledger.facts import lexicon

_WORD = re.compile(r"\b(?:(?P<half>South|North|New|Saudi|Sri|Costa) )?(?P<word>[A-Z][a-z]+)\b")
_PARTNER = re.compile(r"\b(?:to|from|with|against|than|in)\s(?:the\s)?\Z")
_ECONOMY = re.compile(
    r"\b(?:inflation|unemployment|GDP|gross domestic product|economists?|central bank|consumer prices?|econom(?:y|ies)|"
    r"trade (?:deficit|surplus|balance)|industrial (?:output|production)|benchmark rate|policy rate|exports|imports)\b",
    re.IGNORECASE,
)
_ENOUGH = 4  # words of economies in a text about one
_FIRST = 2  # what it is worth to be named first


@lru_cache(maxsize=8)
def land_of(text: str) -> str | None:
    """The country that a text names most, by its own name or as "German"; partners of trade and travel count less."""
    votes: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        land = _country(match["half"], match["word"])
        if land is not None:
            partner = _PARTNER.search(text, max(0, match.start() - 9), match.start()) is not None
            votes[land] += 0 if partner else 1 if votes else _FIRST
    best = max(votes, key=lambda land: votes[land], default=None)
    return best if best is not None and votes[best] else None


@lru_cache(maxsize=8)
def is_economy(text: str) -> bool:
    """Whether a text tells how an economy does."""
    return sum(1 for _ in _ECONOMY.finditer(text)) >= _ENOUGH


@cache
def _names() -> frozenset[str]:
    return frozenset(lexicon.countries().values())


def _country(half: str | None, word: str) -> str | None:
    if half is not None:
        whole = f"{half} {lexicon.countries().get(word, word)}"
        return whole if whole in _names() else _country(None, word)
    return word if word in _names() else lexicon.countries().get(word)
