"""Who owns or backs a name by the compound before it: "Tallis-owned Loomwork", "Harbour Foods-backed bakery Fenwick"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsledger.facts import lexicon, modality
from newsledger.facts.frames import Frame
from newsledger.facts.match import Match
from newsledger.records import Fact, Modality

_COMPOUND = re.compile(r"((?:[A-Z][\w&.'’]*[\w]\s){0,3}[A-Z][\w&.'’]*)-(owned|controlled|backed|funded)(?=\s[\w-]+)")
_OWNED_BY = re.compile(r"\b(majority|wholly|fully|jointly|partly|part|half|state)-owned by\b")
_NO_MORE = frozenset("not n't no longer never once formerly previously was were until".split())
_STAKES = frozenset({"backed", "funded"})


def owned_by(match: Match) -> Iterator[Fact]:
    """ "Kestrel, which is majority-owned by the carrier Aerolis": who stands behind it owns who stands before."""
    sentence = match.sentence
    found = _OWNED_BY.search(match.text, sentence.start, sentence.end)
    if found is None:
        return
    before = match.discourse.carried(sentence, found.start())
    words = sentence.words
    phrase = next((p for p in sentence.phrases if p.kind == "np" and words[p.first].start > found.end()), None)
    behind = sentence.names[phrase.name] if phrase is not None and phrase.name is not None else None
    if before is None or behind is None or behind.kind == "place" or behind.name == before.name:
        return
    doubt = _judged(match, found.start())
    if doubt is None:
        return
    partly = found[1] in ("partly", "part", "half", "jointly")
    yield Fact(
        type="ownership",
        subject=behind.name,
        object=before.name,
        attribute="stake" if partly else "parent",
        modality=doubt,
        start=sentence.start,
        end=sentence.end,
        confidence=0.7,
        subject_kind=behind.kind,
        object_kind="organization",
    )


def _judged(match: Match, start: int) -> Modality | None:
    """How sure it is that somebody is owned as the words at `start` say; None where it is not or no longer so."""
    sentence = match.sentence
    at = next((at for at, word in enumerate(sentence.words) if word.end > start), 0)
    if _NO_MORE & {word.lower for word in sentence.words[max(0, at - 4) : at]}:
        return None
    phrase = next((p for p in sentence.phrases if p.first <= at < p.last), sentence.phrases[0])
    return modality.judge(match.text, sentence, Frame("own", False, phrase, sentence.clause_at(start)))


_NOBODY = frozenset(  # who own without being named: "State-owned", at a sentence's opening too
    "state government family privately publicly employee worker foreign minority venture private-equity union church".split()
)


def compounds(match: Match) -> Iterator[Fact]:
    """An `ownership` for each such compound that stands in a named noun phrase."""
    sentence, words = match.sentence, match.sentence.words
    if match.text.find("-", sentence.start, sentence.end) < 0:
        return
    for found in _COMPOUND.finditer(match.text, sentence.start, sentence.end):
        if found[1].lower() in _NOBODY or found[1].split()[-1] in lexicon.words("demonyms"):
            continue  # "its German-owned rival"
        for phrase in sentence.phrases:
            if phrase.kind != "np" or not words[phrase.first].start <= found.end() <= words[phrase.last - 1].start:
                continue
            named = match.discourse.resolve(sentence, phrase)
            if named is not None and named.kind in ("organization", "other") and named.name != found[1]:
                yield Fact(
                    type="ownership",
                    subject=match.discourse.who.full.get(found[1], found[1]),
                    object=named.name,
                    attribute="stake" if found[2] in _STAKES else "parent",
                    start=sentence.start,
                    end=sentence.end,
                    confidence=0.75,
                    subject_kind="organization",
                    object_kind="organization",
                )
