"""Counts whose figure and noun a name parts: "30 Stellwerk trains", "50 Kelpie 3 turbines", "30 of Stellwerk's trains"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsledger.facts.phrases import HEDGES, Phrase, hedged
from newsledger.facts.units import NOT_UNITS
from newsledger.facts.values import Found
from newsledger.facts.words import Word
from newsledger.records import Quantity

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,5}")


def named_goods(
    words: Sequence[Word], parts: Sequence[Phrase], taken: Sequence[Found]
) -> Iterator[tuple[Phrase, Found]]:
    """Each such count with the noun phrase that it stands in. `taken` are the amounts that were found without names."""
    for at, phrase in enumerate(parts):
        figure = words[phrase.first] if phrase.kind == "np" else None
        if (
            figure is None
            or not _FIGURE.fullmatch(figure.text)
            or any(q.start <= figure.start < q.end and q.kind != "number" for q in taken)
        ):
            continue
        goods = _goods(parts, at)
        if goods is None or goods.name is not None or words[goods.last - 1].tag != "NNS" or goods.head in NOT_UNITS:
            continue
        yield phrase, Found(figure.start, figure.end, "count", _counted(words, phrase.first, goods.head))


def _counted(words: Sequence[Word], at: int, unit: str) -> Quantity:
    """The figure at `at` with what hedges it: "more than 30 Stellwerk trains"."""
    number = float(words[at].text.replace(",", ""))
    before = hedged(words, at, -1)
    bound = HEDGES[" ".join(word.lower for word in words[at - before : at])] if before else "exact"
    return Quantity(None if bound == "at_most" else number, None if bound == "at_least" else number, unit, bound)


def _goods(parts: Sequence[Phrase], at: int) -> Phrase | None:
    """The phrase whose head is counted: the figure's own where a name is in it, else that after "of"."""
    if parts[at].inner:
        return parts[at]
    i = at + 2
    if parts[at].last - parts[at].first > 1 or i >= len(parts) or parts[at + 1].head != "of":
        return None
    while parts[i].owns and i + 1 < len(parts) and parts[i + 1].kind == "np":
        i += 1
    return parts[i] if parts[i].inner or parts[i].owner is not None else None
