"""Which sentences are worth a parse: those with a figure, or with a word that some rule waits for. The others are read for
their names alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newsledger.facts import lemmas, lexicon
from newsledger.facts.patterns import by_trigger

_TELLING = re.compile(
    r"\d|-(?:based|owned|backed|born|controlled|funded|led|run|built|made)\b|['’]s? [a-z]*[A-Z]|\bits [A-Z]|\([A-Z]{2,5}\)|"
    r"\b(?:specialis|specializ|focus)|\b(?:half|third|quarter|doubled?|tripled?|million|billion)\b"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Verbs of so many meanings that only another word or a figure beside them makes a fact.
_PLAIN = frozenset(
    "have be take make go put see give get say start add begin use come hold run lead do become up down off back".split()
)


def may_tell(text: str, start: int, end: int) -> bool:
    """Whether the sentence text[start:end] can hold a fact."""
    if _TELLING.search(text, start, end):
        return True
    return any(_is_cue(word) for word in _WORD.findall(text[start:end].lower()))


@lru_cache(maxsize=1 << 16)
def _is_cue(word: str) -> bool:
    return not _cues().isdisjoint((word, lemmas.verb(word), lemmas.singular(word)))


@cache
def _cues() -> frozenset[str]:
    """The first words of all triggers, and what measures, moves, posts and trades are called."""
    lists = ("rises", "falls", "measures", "roles", "nominals", "organisation_heads")
    known = {trigger.split()[0] for trigger, _ in by_trigger()}
    return frozenset(known.union(*(lexicon.words(name) for name in lists))) - _PLAIN
