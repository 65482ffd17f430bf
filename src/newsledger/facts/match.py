"""A sentence on which patterns are laid, beside what the text has told before it."""

from __future__ import annotations

from dataclasses import dataclass

from newsledger.facts import modality
from newsledger.facts.discourse import Discourse
from newsledger.facts.parsed import Sentence


@dataclass(slots=True)
class Match:
    """A sentence being matched: its text and what references in it stand for."""

    text: str
    sentence: Sentence
    discourse: Discourse
    lemmas: frozenset[str] | None = None
    told: tuple[str | None] | None = None

    def said(self) -> frozenset[str]:
        """The lemmas of its words, worked out when first asked for."""
        if self.lemmas is None:
            self.lemmas = frozenset(word.lemma for word in self.sentence.words)
        return self.lemmas

    def attribution(self) -> str | None:
        """Who the sentence names as saying so, likewise."""
        if self.told is None:
            self.told = (modality.attribution(self.text, self.sentence, self.discourse),)
        return self.told[0]
