"""The amounts that a pattern asks for: its level, its movement, what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsledger.facts import lexicon
from newsledger.facts.frames import Frame
from newsledger.facts.match import Match
from newsledger.facts.patterns import Pattern
from newsledger.facts.phrases import Phrase
from newsledger.facts.slots import args_of
from newsledger.facts.values import Found
from newsledger.records import Change, Quantity

_PEOPLE = lexicon.words("workers")
_NO_GOODS = frozenset("year month week day time company country customer client quarter market".split())
_HEDGES = (
    r"(?: (?:about|around|roughly|approximately|nearly|almost|some|up to|more than|over|as much as|at least|a total of))?"
    r"\s*$"
)
_WORTH = re.compile(
    r"\b(?:worth|valued at|valuing \w+(?: \w+){0,2} at|values \w+(?: \w+){0,2} at|price of|value of|"
    r"priced at|in a(?:n all-\w+)?|for)" + _HEDGES
)
_WORDED = {  # what a sum in another clause follows that belongs to the listing or the contract of the sentence
    "listing": re.compile(r"\b(?:rais(?:e|es|ed|ing)|br(?:ing|ings|inging|ought) in|fetch(?:es|ed|ing)?)" + _HEDGES),
    "contract": re.compile(r"\b(?:contract|deal|order|agreement),? (?:worth|valued at)" + _HEDGES),
    "product_launch": re.compile(r"(?:\d|[a-z]) (?:at|for|from|costing|priced (?:at|from)|at a price of)" + _HEDGES),
}
_MOST_OF_GOODS = 1e6  # a larger sum is no price in a shop
_TRADES = frozenset("acquire buy purchase sell pay".split()) | {"take over", "snap up", "pick up"}
_FIRM_WORTH = re.compile(r"\b(?:company|group|business|firm|giant|startup) (?:worth|valued at)(?: [\w-]+){0,3} ?$")
_IS_MEASURED = re.compile(
    r"\b(?:sales|revenues?|turnover|profits?|earnings|income|ebitda|loss(?:es)?|assets|debts?|deposits|backlog) of"
    r"(?: (?:about|around|roughly|nearly|almost|some|more than|over|up to|at least))? \Z",
    re.I,
)
_DEAL = re.compile(r"[\s-](?:[\w-]+ ){0,3}(?:deal|transaction|acquisition|takeover|buyout|merger|offer|bid|purchase)\b")
_PART_OF = re.compile(
    r"(?:\d(?: ?%| per ?cent)?|half|\w+(?:rd|ter|th)s?) of (?:(?:its|their|the|his|her|our)(?: \w+){0,2} )?$"
)


def numbers_of(match: Match, frame: Frame, pattern: Pattern) -> Iterator[tuple[Quantity | None, Change | None]]:
    """The value and change of each fact that the frame states; none where an amount that it must have is missing."""
    used: list[Found] = []
    change: Change | None = None
    if pattern.change:
        found = _find(match, frame, pattern, pattern.change, used)
        if found is None and not pattern.change.endswith("?"):
            return
        quantity = found.value if found else None
        change = Change(
            quantity.min if quantity else None,
            quantity.max if quantity else None,
            quantity.unit if quantity else None,
            pattern.direction or "up",
        )
    if pattern.value and pattern.value.startswith("year"):
        year = _year(match, frame)
        if year is not None or pattern.value.endswith("?"):
            yield year, change
        return
    if not pattern.value:
        yield None, change
        return
    while found := _find(match, frame, pattern, pattern.value, used):
        yield found.value, change
        yield from ((further, change) for further in _further(match, frame, pattern, found.value))
        if not pattern.value.endswith("*"):
            return
    if pattern.value.endswith("?"):
        yield None, change


def _further(match: Match, frame: Frame, pattern: Pattern, value: Quantity | None) -> list[Quantity]:
    """With "amounts", the frame's other amount of another kind: an order's price beside its quantity is a row of its own."""
    if pattern.value is None or not pattern.value.startswith("amounts") or value is None:
        return []
    found = [match.sentence.numbers[i] for phrase in frame.phrases() for i in phrase.numbers]
    first = next((q for q in found if q.value == value), None)
    others = [q for q in found if first is not None and q.kind != first.kind and _is_kind(q, "amounts")]
    if not others and first is not None and first.kind != "money":
        worded = _worded(match, frame, pattern, [])  # "will deliver 60 trains under an agreement valued at €96m"
        others = [worded] if worded is not None else []
    return [q.value for q in others][:1]


def _price(match: Match, frame: Frame) -> Found | None:
    """The one sum of the sentence of which it says that a deal is worth it; what another purchase has is not meant."""
    others = (c.preps for c in match.sentence.clauses if c is not frame.clause and c.verb.head in _TRADES)
    theirs = {i for preps in others for preposition, np in preps if preposition == "for" for i in np.numbers}
    sums = [
        q for i, q in enumerate(match.sentence.numbers) if q.kind == "money" and i not in theirs and _is_price(match, q)
    ]
    return sums[0] if len(sums) == 1 else None


def _is_price(match: Match, found: Found) -> bool:
    before = match.text[match.sentence.start : found.start]
    if _FIRM_WORTH.search(before):
        return False  # "would create a company worth $9 billion"
    return bool(_WORTH.search(before) or _DEAL.match(match.text[found.end : match.sentence.end]))


def _year(match: Match, frame: Frame) -> Quantity | None:
    """The year in which the frame's clause says that something happened."""
    indexes = [*(frame.clause.times if frame.clause else ()), *(i for p in frame.phrases() for i in p.times)]
    for index in indexes:
        iso = match.sentence.times[index].iso
        if iso and iso[:4].isdigit() and "/" not in iso:
            return Quantity(float(iso[:4]), float(iso[:4]), "year")
    years = {time.iso[:4] for time in match.sentence.times if time.iso and time.iso[:4].isdigit()}
    year = float(next(iter(years))) if len(years) == 1 and len(match.sentence.clauses) <= 2 else None
    return Quantity(year, year, "year") if year else None


def _find(match: Match, frame: Frame, pattern: Pattern, asked: str, used: list[Found]) -> Found | None:
    """The nearest amount of that kind in the frame that no other field has taken; "people|percent" is either kind."""
    kinds = asked.rstrip("?*").split("|")
    for phrase in _where(match, frame, pattern):
        for index in phrase.numbers:
            found = match.sentence.numbers[index]
            if "heads" in kinds and (found.kind == "number" or found.value.unit == "strong"):
                found = replace(found, kind="count", value=replace(found.value, unit="person"))
            if found in used or _is_base(match, found) or (_is_start(frame, phrase) and "*" not in asked):
                continue
            if pattern.type == "listing" and _is_of_a_share(match, found):
                continue
            measured = _IS_MEASURED.search(match.text, match.sentence.start, found.start)
            if measured and found.kind == "money" and pattern.type != "metric":
                continue  # "bought Acme, a maker of lamps with sales of $40m"
            if any(_is_kind(found, kind) for kind in kinds):
                used.append(found)
                return found
    return _price(match, frame) if kinds == ["price"] else _worded(match, frame, pattern, used)


def _worded(match: Match, frame: Frame, pattern: Pattern, used: list[Found]) -> Found | None:
    """The one sum whose words say what it is of: "sold shares on Nasdaq, raising $405m", "picked X in a deal worth $9m"."""
    sums = [q for q in match.sentence.numbers if q.kind == "money" and q not in used]
    before = _WORDED.get(pattern.type)
    if pattern.type == "product_launch":
        sums = [q for q in sums if (q.value.min or 0) < _MOST_OF_GOODS]
    said = [q for q in sums if before and before.search(match.text[match.sentence.start : q.start])]
    if len(said) != 1 or frame.trigger in ("client", "customer"):
        return None  # of customers listed, one may have signed it
    used.append(said[0])
    return said[0]


def _is_start(frame: Frame, phrase: Phrase) -> bool:
    """Whether a number is where a movement began: the 51 of "raised its stake from 51% to 67%"."""
    ends = [arg for arg in frame.args.get("to", ()) if isinstance(arg, Phrase) and arg.numbers and not arg.lemmas]
    return bool(ends) and not phrase.lemmas and any(phrase is arg for arg in frame.args.get("from", ()))


def _is_of_a_share(match: Match, found: Found) -> bool:
    """Whether a sum is the price of a share or the worth of the firm, and not what a listing raises."""
    return bool(
        _A_SHARE.match(match.text, found.end) or _WORTH_OF.search(match.text, match.sentence.start, found.start)
    )


_A_SHARE = re.compile(r" (?:a|per) (?:\w+ )?share\b| apiece\b| each\b")


_WORTH_OF = re.compile(
    r"\b(?:valuation of|valued at|valu(?:es|ed|ing) [^,.;]{1,30} at|worth) (?:about |around |up to )?\Z"
)


def _is_base(match: Match, found: Found) -> bool:
    """Whether a count is what a part is taken of: the 9,400 of "600 of its 9,400 jobs"."""
    return found.kind == "count" and _PART_OF.search(match.text[match.sentence.start : found.start]) is not None


def _where(match: Match, frame: Frame, pattern: Pattern) -> Iterator[Phrase]:
    """The phrases that an amount may stand in: those of the relations that the pattern names, else all nearest first."""
    if not pattern.where:
        yield from frame.phrases()
    for relation in pattern.where:
        if relation == "self":
            yield frame.phrase
        yield from (arg for arg in args_of(match, frame, relation) if isinstance(arg, Phrase))


def _is_kind(found: Found, kind: str) -> bool:
    if kind in ("people", "heads"):
        return found.kind == "count" and (found.value.unit or "") in _PEOPLE
    if kind in ("amount", "amounts"):
        return found.kind == "money" or (found.kind == "count" and (found.value.unit or "") not in _NO_GOODS | _PEOPLE)
    if kind == "goods":
        return found.kind == "count" and _is_kind(found, "amount")
    return found.kind == kind or kind == "number" or (kind == "price" and found.kind == "money")
