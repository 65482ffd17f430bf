"""An amount in its place in a sentence, what it is read as, and what all the rules that read amounts ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from newsledger.facts import lexicon
from newsledger.facts.arguments import Clause
from newsledger.facts.movements import MARKETS, Direction, is_measure
from newsledger.facts.parsed import Sentence
from newsledger.facts.phrases import Phrase
from newsledger.facts.values import Found
from newsledger.records import Quantity

FEW = 100  # a bare number below counts nothing
A_QUOTE = 100_000  # a sum that no share costs
Way = Literal["value", "change"]
EXPECTATIONS = frozenset(
    "estimate expectation forecast consensus guidance projection prediction outlook target".split()
)
EXPECTS = lexicon.words("foresees") | {"pencil", "look", "poll"}
DEALS = frozenset(
    (
        "offer deal acquisition takeover merger purchase buyout fine penalty settlement damages lawsuit suit stake "
        "round funding investment financing loan bond ipo offering bid contract award grant bailout order fund facility "
        "verdict judgment tariff bonus salary pension package compensation fee ransom price valuation debt-financing "
        "float listing sale note credit raise injection check cheque donation prize reward tax budget project plant "
        "factory building property "
    ).split()
)


@dataclass(slots=True)
class Reading:
    """What an amount says. `at` is the index of its phrase; `joins` whether it may share a row with the one before it."""

    found: Found
    at: int
    measure: Phrase | None
    word: str = ""
    way: Way = "value"
    direction: Direction = "up"
    clause: Clause | None = None
    joins: bool = False
    expected: bool = False
    owner: Phrase | None = None
    aside: bool = False  # "inflation, at 4%, should fall": what the clause claims casts no doubt on it
    yearly: bool = False  # growth over each of several years, which no level completes


NOTHING = Reading(Found(0, 0, "number", Quantity(None, None, None)), -1, None)


@dataclass(slots=True)
class Amount:
    """An amount in its place; `cue` is the phrase before it, adverbs of degree left out, and `cue_at` its index."""

    sentence: Sentence
    at: int
    found: Found
    last: Reading | None
    earlier: Reading | None  # the one before the last
    clause: Clause | None
    cue: Phrase | None
    cue_at: int

    @property
    def parts(self) -> list[Phrase]:
        return self.sentence.phrases

    @property
    def phrase(self) -> Phrase:
        return self.parts[self.at]

    @property
    def preposition(self) -> str:
        return self.cue.head if self.cue is not None and self.cue.kind == "prep" else ""

    def reading(
        self, measure: Phrase | None, way: Way = "value", direction: Direction = "up", **more: object
    ) -> Reading:
        return Reading(self.found, self.at, measure, way=way, direction=direction, clause=self.clause, **more)  # type: ignore[arg-type]

    def adds_to(self, measure: Phrase | None, way: Way) -> bool:
        """Whether the amount before this one is of the same measure, in the other way."""
        last = self.last
        if last is None or last.measure is not measure or last.way != way or last.yearly:
            return False
        return last.clause is self.clause or last.clause is None or not _is_relative(self.parts, last.clause)

    def inherits(self, way: Way, direction: Direction = "up", *, joins: bool, expected: bool = False) -> Reading | None:
        """One more number of the measure that the one before it had."""
        if self.last is None:
            return None
        return self.inherits_from(self.last, way, direction, joins=joins, expected=expected)

    def inherits_from(
        self, last: Reading, way: Way, direction: Direction = "up", *, joins: bool, expected: bool = False
    ) -> Reading:
        """One more number of the measure that `last` had."""
        return replace(last, found=self.found, at=self.at, way=way, direction=direction, joins=joins, expected=expected)


def _is_relative(parts: Sequence[Phrase], clause: Clause) -> bool:
    """ "Profit, *which fell 12%* in 2020, recovered to": what it says is of another time."""
    return clause.at > 1 and parts[clause.at - 1].kind == "wh" and parts[clause.at - 2].kind == "comma"


def is_net(parts: Sequence[Phrase], at: int) -> bool:
    """ "Profit after *tax* of"."""
    return at > 1 and parts[at].head in ("tax", "interest") and parts[at - 1].head in ("after", "before")


def noun_left(parts: Sequence[Phrase], at: int) -> Phrase | None:
    """The noun phrase that what follows `at` belongs to: over brackets, participles and prepositions up to a measure."""
    nearest: Phrase | None = None
    i = at
    for _ in range(12):
        if i < 0:
            break
        part = parts[i]
        if part.kind == "close":
            i = next((j for j in range(i, -1, -1) if parts[j].kind == "open"), 0)
        elif (part.kind == "np" and part.head == "share" and i and parts[i - 1].head == "per") or is_net(parts, i):
            i -= 1
        elif part.kind == "np":
            nearest = nearest or part
            if is_measure(part):
                return part
            if i < 2 or parts[i - 1].kind != "prep" or parts[i - 2].kind not in ("np", "close", "vg"):
                break
            i -= 1
        elif part.kind not in ("adv", "time") and not (part.kind == "vg" and i == at and not part.modal):
            break
        i -= 1
    return nearest


def is_bare(amount: Amount) -> bool:
    """Whether no noun follows the amount in its phrase."""
    return amount.sentence.words[amount.phrase.last - 1].end <= amount.found.end


def are_alike(one: Found, other: Found) -> bool:
    same = one.kind == other.kind and one.value.unit == other.value.unit
    return same or (one.kind == "number" and other.kind == "count")


def is_per_share(amount: Amount) -> bool:
    words = amount.sentence.words
    after = [w.lower for w in words[amount.phrase.first : amount.phrase.last + 4] if w.start >= amount.found.end][:3]
    return after[:2] in (["a", "share"], ["per", "share"]) or after in (
        ["per", "diluted", "share"],
        ["per", "american", "depositary"],
    )


def dashed_subject(amount: Amount, clause: Clause) -> Phrase | None:
    """The sentence's opening noun phrase where dashes or a participle keep the verb from its subject."""
    if any(s.name is not None or s.pronoun for s in clause.subjects) or not (
        clause.verb.participle or not clause.subjects
    ):
        return None
    return next((p for p in amount.parts[: clause.at] if p.kind == "np" and (is_measure(p) or p.head in MARKETS)), None)
