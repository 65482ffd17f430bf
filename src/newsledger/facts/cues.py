"""The words that a pattern cannot do without: told by the pattern itself, and looked for before a sentence is parsed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from newsledger.facts import lemmas
from newsledger.facts.patterns import Pattern, by_trigger

GENITIVE = "'s"
_OWNERS = frozenset("its their his her our whose your my".split()) | {GENITIVE}
# Relations that the word of that name makes, and no other; the rest may hold without a word to tell it.
_PREPOSITIONS = frozenset(
    "of at for from by in with to on into against between off inside towards toward than as".split()
)
# Verbs of so many meanings that only another word or a figure beside them makes a fact.
_PLAIN = frozenset(
    "have be take make go put see give get say start add begin use come hold run lead do become up down off back".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a pattern asks for besides the first word of its trigger: all of `words`, of every one of `sets` a word."""

    words: frozenset[str]
    sets: frozenset[frozenset[str]]

    def is_met(self, forms: set[str]) -> bool:
        """Whether a sentence with these words, inflected and in their base forms, may hold the pattern."""
        return self.words <= forms and not any(forms.isdisjoint(one) for one in self.sets)


@lru_cache(maxsize=1 << 16)
def forms(word: str) -> frozenset[str]:
    """A lower-case word, and what it would be the form of as a verb and as a noun."""
    return frozenset((word, lemmas.verb(word), lemmas.singular(word)))


@lru_cache(maxsize=1 << 16)
def cues(word: str) -> tuple[Cue, ...]:
    """What the patterns that this lower-case word may trigger ask for, of those that need no figure."""
    return _cues(word, False)


@lru_cache(maxsize=1 << 16)
def figure_cues(word: str) -> tuple[Cue, ...]:
    """What those ask for that need a figure, besides it."""
    return _cues(word, True)


@cache
def firsts() -> frozenset[str]:
    """The first words of all triggers but the plain ones."""
    return frozenset(trigger.split()[0] for trigger, _ in by_trigger()) - _PLAIN


def _cues(word: str, figure: bool) -> tuple[Cue, ...]:
    triggers = {(word, True), (word, False), (lemmas.verb(word), False), (lemmas.singular(word), True)}
    return tuple({cue for trigger in triggers for cue in _by_first(figure).get(trigger, ())})


@cache
def _by_first(figure: bool) -> dict[tuple[str, bool], set[Cue]]:
    found: defaultdict[tuple[str, bool], set[Cue]] = defaultdict(set)
    for (trigger, noun), patterns in by_trigger().items():
        first, *more = trigger.split()
        for pattern in patterns:
            sets = frozenset(_sets(pattern))
            if _wants_figure(pattern) is figure and (sets or more or first not in _PLAIN):
                found[first.rstrip("."), noun].add(Cue(frozenset(more), sets))
    return dict(found)


def _wants_figure(pattern: Pattern) -> bool:
    given = (pattern.value, pattern.change)
    return any(each is not None and not each.endswith("?") and not each.startswith("year") for each in given)


def _sets(pattern: Pattern) -> Iterator[frozenset[str]]:
    for listed in (pattern.near, pattern.amid, pattern.predicate, pattern.under):
        if listed:
            yield frozenset(entry.split()[0] for entry in listed)
    slots = [slot for slot in (pattern.subject, pattern.object, pattern.role) if slot is not None and not slot.optional]
    for relations in (*(slot.relations for slot in slots), pattern.needs):
        told = [_words_of(relation, bool(pattern.passive)) for relation in relations]
        if told and all(told):
            yield frozenset().union(*told)


def _words_of(relation: str, passive: bool) -> frozenset[str]:
    """The words of which one stands wherever the relation holds; none where it may hold without."""
    name, _, part = relation.partition(".")
    if "owner" in (name, part):
        return _OWNERS
    if name == "subject" and passive:
        return frozenset({"by"})
    return frozenset({name} & _PREPOSITIONS)
