"""What a deal is worth where a sentence of its own says it: "The contract is worth $75 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsledger.facts.parsed import Sentence
from newsledger.records import Fact

_SAID = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir)\s(?:[\w-]+\s){0,2}?(?P<deal>deal|transaction|acquisition|takeover|purchase|contract|"
    r"order|agreement)\b[^.;]{0,40}?\b(?:(?:is|was|are|be)\s(?:worth|valued\sat)|has\sa\s(?:total\s)?value\sof|,\s(?:worth|valued\sat))"
    r"\s(?:about\s|around\s|roughly\s|nearly\s|more\sthan\s|up\sto\s|at\sleast\s|some\s|almost\s|over\s|approximately\s)?$"
)
_KINDS = {"contract": "contract", "order": "contract", "acquisition": "acquisition", "takeover": "acquisition"}
_FAR = 900  # characters; a deal further back is another one


@dataclass(slots=True)
class Worth:
    """The deals of a text so far, the last of each type."""

    text: str
    last: dict[str, list[Fact]]

    def of(self, sentence: Sentence, told: list[Fact]) -> Iterator[Fact]:
        """The facts a sentence adds by putting a price on the deal last spoken of. `told` are those it states itself."""
        if not any(fact.type in ("contract", "acquisition") for fact in told):
            for number in sentence.numbers:
                said = _SAID.search(self.text[sentence.start : number.start]) if number.kind == "money" else None
                for deal in self._meant(said["deal"], sentence) if said else []:
                    yield replace(deal, value=number.value, start=sentence.start, end=sentence.end)
        self._remember(told)

    def _meant(self, noun: str, sentence: Sentence) -> list[Fact]:
        types = [_KINDS[noun]] if noun in _KINDS else ["acquisition", "contract"]
        near = [f for kind in types for f in self.last.get(kind, []) if sentence.start - f.start < _FAR]
        latest = max((f.start for f in near), default=0)
        return [f for f in near if f.start == latest]

    def _remember(self, told: list[Fact]) -> None:
        for kind in ("contract", "acquisition"):
            alike = [fact for fact in told if fact.type == kind]
            if alike:
                pairs = {(fact.subject, fact.object): fact for fact in alike}
                self.last[kind] = list(pairs.values())
