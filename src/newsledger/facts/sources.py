"""Who is named for others' sake: analysts' houses, brokers and surveyors, whose figures are of others, and what the firm
that a text is about owns: "the owner of Tallis"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsledger.facts.parsed import Named
from newsledger.facts.sentences import lowered

_ANALYSTS = r"(?:analysts?|economists?|strategists?|forecasters?)"
_BROKERS = r"(?:brokers?|brokerages?|brokerage (?:firm|house|company)|(?:credit[- ])?ratings? (?:agency|firm))"
_SURVEYORS = (
    r"(?:consultanc(?:y|ies)|consultants|pollsters?|think[- ]tank|researchers?|data providers?"
    r"|(?:research|data|analytics|consulting|intelligence) (?:firm|house|company|group|agency))"
)
_TOLD = (
    r"(?:according to|(?:report|data|figures) from"
    r"|(?:report|survey|study|released|published|compiled|polled|surveyed) by)"
)
_OWNERS = r"(?:owner|parent|parent company)"
# What ends where a name begins, small words between; found by the stems that its first words have.
_STEMS = (
    "analyst economist strategist forecast broker credit rating according report data figures survey study released "
    "published compiled polled consult pollster think research analytics intelligence owner parent"
).split()
_AHEAD = re.compile(
    rf"(?:(?P<foresees>(?i:{_ANALYSTS} (?:at|with|from)) (?:the )?(?:[a-z-]+ ){{0,2}}|(?i:{_BROKERS}) )"
    rf"|(?P<tells>(?i:{_TOLD}|{_SURVEYORS}) (?:the )?)|(?P<owned>(?i:{_OWNERS}) of (?:the |both )?))(?=[^a-z ])"
)
_BEHIND = re.compile(
    rf"(?P<foresees>['’]s? {_ANALYSTS}\b|, (?:an?|the) (?:[\w-]+ ){{0,3}}{_BROKERS}\b)"
    rf"|(?P<tells>, (?:an?|the) (?:[\w-]+ ){{0,3}}{_SURVEYORS}\b)|(?P<owned>['’]s? {_OWNERS}\b)"
)
_SURVEYS = re.compile(  # who count what others do
    r"(?:Research|Analytics|Insights?|Intelligence|Institute|Association|Bureau|Statistics|Surveys?|Council|Federation|Ministry"
    r"|Department|Office|Consulting)\Z"
)
_PAPERS = re.compile(  # names as newspapers and agencies have them
    r"(?:Times|Post|Journal|News|Herald|Gazette|Tribune|Daily|Ledger|Chronicle|Observer|Telegraph|Mercury|Courier|Examiner|Weekly"
    r"|Magazine|Review|Press|Mail|Globe|Bulletin|Register|Shimbun|Ilbo|Zeitung)\Z"
)
_REPORTS = re.compile(r",? (?:[a-z]+ )?(?:reported|reports|wrote|writes|said|cited)\b")
_WORTH = {"tells": 1, "foresees": 2}  # an analyst's house is one, however often its forecasts are told


@dataclass(slots=True)
class Sources:
    """How often each name stands where those do whose figures are told (a forecast counts twice), which are analysts'
    houses or brokers, and whose owner is told of; `at` are the starts of the mentions that tell or foresee."""

    told: Counter[str] = field(default_factory=Counter)
    foreseers: set[str] = field(default_factory=set)
    owned: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)  # that only report
    at: set[int] = field(default_factory=set)


def sources(text: str, names: Iterable[Named]) -> Sources:
    """Whose figures a text tells: "according to", "analysts at", "research firm"."""
    found = Sources()
    ahead = {match.end(): match.lastgroup for match in _ahead(text)}
    for named in names:
        behind = _BEHIND.match(text, named.end)
        if _PAPERS.search(named.name) and _REPORTS.match(text, named.end):
            found.papers.add(named.name)
        how = ahead.get(named.start) or (behind.lastgroup if behind else None)
        if how == "owned":
            found.owned.add(named.name)
        elif how is not None:
            found.told[named.name] += _WORTH[how]
            found.at.add(named.start)
            found.foreseers |= {named.name} if how == "foresees" and not surveys(named.name) else set()
    return found


def _ahead(text: str) -> Iterator[re.Match[str]]:
    """What ends where a name may begin; behind a possessive, "Tallis's broker", it tells of another."""
    lower = lowered(text)
    for stem in _STEMS:
        at = lower.find(stem)
        while at >= 0:
            opens = at == 0 or not lower[at - 1].isalpha()
            match = _AHEAD.match(text, at) if opens and lower[at - 3 : at] not in ("'s ", "’s ") else None
            if match is not None:
                yield match
            at = lower.find(stem, at + 1)


def surveys(name: str) -> bool:
    """Whether a name is of those who count what others do."""
    return _SURVEYS.search(name) is not None
