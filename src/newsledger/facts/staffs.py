"""How many work for whom, where a part of them is told: "8 per cent of its 22,000 staff", "400 of Tallis's 3,100"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsledger.facts import modality
from newsledger.facts.frames import Frame
from newsledger.facts.matching import Match
from newsledger.facts.phrases import Phrase
from newsledger.records import Fact

_STAFF = frozenset("employee worker staff staffer person workforce".split())


def staffs(match: Match) -> Iterator[Fact]:
    """The `workforce` headcount that such a part is taken of."""
    sentence, parts = match.sentence, match.sentence.phrases
    if not sentence.numbers:
        return
    for at, phrase in enumerate(parts):
        counts = [sentence.numbers[i] for i in phrase.numbers if sentence.numbers[i].kind == "count"]
        if phrase.owner is None or len(counts) != 1 or phrase.head not in _STAFF or not _is_whole(parts, at):
            continue
        owner = match.discourse.resolve(sentence, phrase.owner)
        doubt = modality.judge(match.text, sentence, Frame("", True, phrase, None))
        if owner is None or owner.kind not in ("organization", "other") or doubt is None:
            continue
        yield Fact(
            type="workforce",
            subject=owner.name,
            attribute="headcount",
            value=counts[0].value,
            start=sentence.start,
            end=sentence.end,
            confidence=0.7,
            subject_kind=owner.kind,
        )


def _is_whole(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a number of the phrase at `at` is told: "400 of", "a third of"."""
    before = at - 1
    while before > 0 and parts[before].owns:
        before -= 1
    return before > 0 and parts[before].head == "of" and bool(parts[before - 1].numbers)
