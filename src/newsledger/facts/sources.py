"""Who is named for others' sake: analysts' houses, brokers and surveyors, whose figures are of others, and what the firm
that a text is about owns: "the owner of Tallis"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsledger.facts.reading import Named

_ANALYSTS = r"(?:analysts?|economists?|strategists?|forecasters?)"
_BROKERS = r"(?:brokers?|brokerages?|brokerage (?:firm|house|company)|(?:credit[- ])?ratings? (?:agency|firm))"
_SURVEYORS = (
    r"(?:consultanc(?:y|ies)|consultants|pollsters?|think[- ]tank|researchers?|data providers?"
    r"|(?:research|data|analytics|consulting|intelligence) (?:firm|house|company|group|agency))"
)
_TOLD = re.compile(
    r"(?:according to|(?:report|data|figures) from|(?:report|survey|study|released|published|compiled|polled|surveyed) by"
    rf"|(?<!’s )(?<!'s ){_SURVEYORS}) (?:the )?\Z",
    re.I,
)
_FORESEES = re.compile(
    rf"(?:{_ANALYSTS} (?:at|with|from) (?:the )?(?:[a-z-]+ ){{0,2}}|(?<!’s )(?<!'s ){_BROKERS} )\Z", re.I
)
_FORESEEN = re.compile(rf"['’]s? {_ANALYSTS}\b|, (?:an?|the) (?:[\w-]+ ){{0,3}}{_BROKERS}\b")
_COUNTED = re.compile(rf", (?:an?|the) (?:[\w-]+ ){{0,3}}{_SURVEYORS}\b")
_SURVEYS = re.compile(  # who count what others do
    r"(?:Research|Analytics|Insights?|Intelligence|Institute|Association|Bureau|Statistics|Surveys?|Council|Federation|Ministry"
    r"|Department|Office|Consulting)\Z"
)
_OWNED = re.compile(r"\b(?:owner|parent|parent company) of (?:the |both )?\Z", re.I)
_OWNERS = re.compile(r"['’]s? (?:owner|parent)\b")
_BEFORE = 70  # characters
_FORESEER_WORTH = 2  # an analyst's house is one, however often its forecasts are told


@dataclass(slots=True)
class Sources:
    """How often each name stands where those do whose figures are told, which are analysts' houses or brokers, and whose
    owner is told of."""

    told: Counter[str] = field(default_factory=Counter)
    foreseers: set[str] = field(default_factory=set)
    owned: set[str] = field(default_factory=set)


def sources(text: str, names: Iterable[Named]) -> Sources:
    """Whose figures a text tells: "according to", "analysts at", "research firm"."""
    found = Sources()
    for named in names:
        if _foresees(text, named):
            found.told[named.name] += _FORESEER_WORTH
            found.foreseers |= set() if surveys(named.name) else {named.name}
        elif _counts(text, named):
            found.told[named.name] += 1
        elif _OWNED.search(text, max(0, named.start - _BEFORE), named.start) or _OWNERS.match(text, named.end):
            found.owned.add(named.name)
    return found


def surveys(name: str) -> bool:
    """Whether a name is of those who count what others do."""
    return _SURVEYS.search(name) is not None


def is_told_of(text: str, named: Named) -> bool:
    """Whether a mention stands there."""
    return _foresees(text, named) or _counts(text, named)


def _foresees(text: str, named: Named) -> bool:
    before = _FORESEES.search(text, max(0, named.start - _BEFORE), named.start)
    return before is not None or _FORESEEN.match(text, named.end) is not None


def _counts(text: str, named: Named) -> bool:
    before = _TOLD.search(text, max(0, named.start - _BEFORE), named.start)
    return before is not None or _COUNTED.match(text, named.end) is not None
