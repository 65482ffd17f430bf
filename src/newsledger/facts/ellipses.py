"""What a number without a noun counts: "has 28 shops and will open *12*", "runs two mills and is building *a third*"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from newsledger.facts import lexicon
from newsledger.facts.arguments import Clause
from newsledger.facts.phrases import Phrase
from newsledger.facts.values import Found
from newsledger.facts.words import Word

# What is done to places of business and to those who work there; of other things numbers without nouns mostly are measures.
_TO_PLACES = frozenset("open reopen close shut shutter mothball build plan construct add".split())
_TO_STAFF = frozenset("hire recruit lay dismiss fire sack employ take cut shed axe eliminate lose create add".split())
_MORE = frozenset("a the another further more additional extra new about around some only just up other".split())
_ORDINALS = frozenset("second third fourth fifth another".split())


@cache
def _counted(verb: str) -> frozenset[str]:
    places = lexicon.words("facilities") if verb in _TO_PLACES else frozenset()
    return places | (lexicon.words("workforces") if verb in _TO_STAFF else frozenset())


def stand_in(words: Sequence[Word], parts: Sequence[Phrase], clauses: Sequence[Clause], numbers: list[Found]) -> None:
    """Gives such phrases, the objects of their verbs, the noun of the last ones counted or listed before them."""
    for clause in clauses:
        if clause.gap is not None or clause.verb.head.split()[0] in _TO_PLACES | _TO_STAFF:
            for phrase in clause.objects:
                alone = phrase.last >= len(words) or words[phrase.last].lower != "of"
                if phrase.name is None and not phrase.stands and alone and _lacks_noun(phrase, numbers):
                    _complete(words, parts, phrase, numbers, clause)


def _lacks_noun(phrase: Phrase, numbers: Sequence[Found]) -> bool:
    if phrase.pronoun or phrase.inner or not set(phrase.lemmas) <= _MORE | _ORDINALS:
        return False
    kinds = [numbers[i].kind for i in phrase.numbers]
    ordinal = not kinds and not _ORDINALS.isdisjoint(phrase.lemmas)
    return kinds == ["number"] or ordinal or (kinds == ["percent"] and phrase.head == "third")


def _complete(
    words: Sequence[Word], parts: Sequence[Phrase], phrase: Phrase, numbers: list[Found], clause: Clause
) -> None:
    fits = (p for p in reversed(parts) if p.last <= phrase.first and _is_counted(words, p, numbers, clause))
    before = next(fits, None)
    if before is None:
        return
    phrase.head, phrase.stands = before.head, words[before.last - 1].text
    units = [numbers[i].value.unit for i in before.numbers if numbers[i].kind == "count"]
    for i in (i for i in phrase.numbers if numbers[i].kind == "number"):
        numbers[i] = replace(
            numbers[i], kind="count", value=replace(numbers[i].value, unit=next(iter(units), before.head))
        )


def _is_counted(words: Sequence[Word], phrase: Phrase, numbers: Sequence[Found], clause: Clause) -> bool:
    """Whether it is of places or people; of what leaves out its verb, too, of other things that are counted."""
    known = phrase.head in _counted(clause.verb.head.split()[0])
    known = known or (clause.gap is not None and any(numbers[i].kind == "count" for i in phrase.numbers))
    plain = phrase.kind == "np" and phrase.name is None and known
    return plain and not phrase.owns and words[phrase.last - 1].tag in ("NNS", "NN")
