"""What is read of a sentence: its words, names, amounts, times, phrases and clauses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from newsledger.facts import names
from newsledger.facts.arguments import Clause
from newsledger.facts.dates import Time
from newsledger.facts.phrases import Phrase
from newsledger.facts.values import Found
from newsledger.facts.words import Word
from newsledger.records import Kind


@dataclass(frozen=True, slots=True)
class Named:
    """A mention at text[start:end]; `name` is the fullest name that it stands for, `how` tells how that was found."""

    start: int
    end: int
    name: str
    kind: Kind
    how: str = "name"  # name, short, pronoun, nominal, carried


@dataclass(slots=True)
class Sentence:
    """A sentence text[start:end] and what is in it."""

    start: int
    end: int
    words: list[Word]
    runs: list[names.Run]
    names: list[Named] = field(default_factory=list)
    numbers: list[Found] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    openings: list[int] = field(default_factory=list)  # the words at which a name may begin
    titled: bool = False  # a headline, whose capitals tell nothing
    is_telling: bool = True  # only such a sentence has tags, amounts, phrases and clauses
    described: defaultdict[int, defaultdict[str, list[Phrase | int]]] | None = None  # kept by frames.described_by

    def clause_at(self, offset: int) -> Clause | None:
        """The last clause whose verb stands before an offset of the text, else the first one."""
        before = [clause for clause in self.clauses if self.words[clause.verb.first].start <= offset]
        return before[-1] if before else next(iter(self.clauses), None)
