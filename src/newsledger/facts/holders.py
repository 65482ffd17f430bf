"""Who else holds how much of a firm, where one of its holders was told: "its owners are A (40 per cent) and B (20)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.facts.match import Match
from newsledger.records import Fact

_HOLDERS = frozenset("shareholder owner investor stakeholder".split())
_WITH = re.compile(r"(?: \(|,? with |, which (?:has|holds|owns) )(?:about |nearly |around |just under |just over )?")


def holders(match: Match, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The stakes of those whose share stands behind their names, in a sentence that tells of a firm's shareholders."""
    told = next((f for f in facts if f.type == "ownership" and f.attribute == "stake"), None)
    if told is None or match.said().isdisjoint(_HOLDERS):
        return
    shares = [number for number in match.sentence.numbers if number.kind == "percent"]
    starts = [share.start for share in shares]
    for named in match.sentence.names:
        at = bisect_left(starts, named.end)  # the next share behind the name
        stands = at < len(shares) and _WITH.fullmatch(match.text, named.end, starts[at]) is not None
        if stands and named.kind != "place" and named.name != told.object:
            yield replace(told, subject=named.name, value=shares[at].value, subject_kind=named.kind)
