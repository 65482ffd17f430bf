"""Lists of what is expected: "For the fourth quarter, the company expects:" and the lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsledger.facts.parsed import Sentence
from newsledger.records import Fact

_OPENS = re.compile(r"\b(?:expect|anticipat|forecast|project|guid|outlook|target)\w*\b[^.!?]*:\s*\Z", re.I)
_HEADS = re.compile(r"(?:[\w'’-]+ ){0,5}(?:outlook|guidance)\W*\Z", re.I)  # a line of its own
_LONGEST = 60  # characters of such a line
_ENDS = re.compile(r"[.!?][\"”’)]*\s*\Z")  # as no line of a list does


@dataclass(slots=True)
class Outlook:
    """Whether the lines that are read are such a list, and of which period."""

    text: str
    is_open: bool = False
    period: str | None = None

    def begin(self, sentence: Sentence) -> None:
        """Before the facts of a sentence."""
        shown = self.text[sentence.start : sentence.end]
        headed = len(shown) < _LONGEST and _HEADS.match(shown) is not None
        if headed or (shown[-1] == ":" and _OPENS.search(shown) is not None):
            self.is_open, self.period = True, next((time.iso for time in sentence.times), None)
        elif self.is_open and _ENDS.search(shown):
            self.is_open = False

    def expected(self, sentence: Sentence, told: Iterable[Fact]) -> list[Fact]:
        """The facts of a sentence, its measures as expected within such a list."""
        past = any(clause.verb.finite and clause.verb.tense == "past" for clause in sentence.clauses)
        return [self._expected(fact, sentence) if self._is_listed(fact) and not past else fact for fact in told]

    def _is_listed(self, fact: Fact) -> bool:
        return self.is_open and fact.type == "metric" and fact.modality == "asserted"

    def _expected(self, fact: Fact, sentence: Sentence) -> Fact:
        return replace(fact, modality="expected", period=fact.period if sentence.times else self.period)
