"""Which of a sentence's times belongs to a fact, and whether it is the fact's period or its date (TAXONOMY.md).

The time nearest to the fact's amount or verb within the same clause; else one that opens the sentence, else that of the
clause which governs it. Figures of a results report stand for its quarter until another is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Literal

from newsledger.facts import lexicon
from newsledger.facts.arguments import Clause
from newsledger.facts.dates import Time
from newsledger.facts.lands import is_economy
from newsledger.facts.modality import is_revised
from newsledger.facts.moments import Unit, around
from newsledger.facts.parsed import Sentence
from newsledger.facts.phrases import Phrase
from newsledger.periods import span
from newsledger.records import Fact

Field = Literal["period", "date"]
_FIELDS: dict[str, Field] = {"metric": "period", "position": "period"}
_TIMELESS = frozenset({"company_profile", "product_link"})
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?"
_MANY = rf"(?:\d{{1,4}}|(?i:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|{_TENS}|dozens|hundreds))"
_ROUNDUP = re.compile(
    rf"\b{_MANY}\s(?:\S+\s){{0,6}}?"
    r"(?:deals|acquisitions|mergers|takeovers|buyouts|transactions|rounds|investments|listings)\b"
)
_ROUNDED_UP = frozenset({"acquisition", "funding", "investment", "listing"})
_LEAD = 4  # sentences in which a round-up says what it counts
_REACH = 12  # sentences that a report's quarter is carried over figures which name no time
_REPORTED = re.compile(r"\d{4}-[QH]\d|\d{4}-\d\d-01/\d{4}-\d\d-(?:28|29|30|31)")  # periods that results are given for
_SETS_IN = re.compile(r"\b(?:with effect|starting|effective|beginning) from $")
_COMPARES = re.compile(r"\b(?:from|than|versus|vs|against|unlike|compared|with|double|triple|twice)\b", re.I)
_DEGREE = re.compile(
    r"\b(?:more|less|fewer) than (?:\d|[$£€¥]|half|doubl|halv|tripl|trebl|quadrupl|twice|an? (?:third|quarter|fifth|tenth))"
)
_MEASURED = re.compile(  # what stands behind "from" and "against" where they compare
    r"\s(?:(?:about|around|nearly|just|only|some|more|less|than|the|an?|its|their)\s)*(?:[$£€¥]|[A-Za-z]{1,3}\$|\d|[A-Z][A-Za-z]{0,3}\s?\d|"
    r"year|same|previous|prior|month|week|quarter|earlier|last|loss|profit|half|low|high|peak|record|third|level|minus|zero|nil)"
)
_DUE = re.compile(r"\b(?:due|maturing)(?: in)?\s\Z")
_ALSO = re.compile(r", or [^,;]{1,24},")  # the same sum put otherwise
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?![ -](?:months?|weeks?|years?|quarters?)\b)")
_AT = re.compile(r"\b(?:at|as\sof|as\sat)\s(?:the\s)?\Z", re.I)
_UNTIL = re.compile(r"\bby\s(?:the\s)?\Z", re.I)
_AT_YEAR_END = re.compile(r"\b(?:year[-‑]end\s|end[-‑])\Z", re.I)
_FISCAL = re.compile(r"\bfiscal\b(?!.*\d{4})", re.I)
_LAST = re.compile(r"\b(?:last|past|previous|this)\b", re.I)
_MONTH_NAMED = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_YEAR = re.compile(r"\d{4}|\b(?:next|coming|this)\b")
_HALF = re.compile(r"(\d{4})-H([12])")
_SEASON = re.compile(r"\b(?:spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\d{4}-(?:\d\d|[QH]\d)")
_YEARS = re.compile(r"\d{4}(?:-\d\d)?/\d{4}(?:-\d\d)?")
_MONTH = re.compile(r"\d{4}-\d\d")
_NOW = frozenset("now currently today presently nowadays".split())
_WHOLE: tuple[Unit, ...] = ("month", "quarter", "year")
_RECORD = re.compile(r"\b(?:first|worst|most|best|\w+est)\b[^,.;]{0,40}\Z", re.I)
_RANKED = re.compile(  # "its lowest in a decade", "the first loss in six years"
    r"(?:in\s)?(?:(?:nearly|almost|about|over|more\sthan|at\sleast)\s)?(?!the|this|last|next|first|second|third|fourth|current)"
    r"\w+\s(?:years?|decades?|months?|quarters?|weeks?|days)",
    re.I,
)
_FULL_YEAR = re.compile(r"\bfull[- ]year\b", re.I)
_OUTLOOK = re.compile(r"\b(?:guidance|forecast|outlook|target)\b")
_THE_PERIOD = re.compile(
    r"\b(?:(?:in|for|during|over|of|from)\s(?:the|that|this)\s(?:same\s)?(?:three-month\s)?(?:quarter|period)\b(?!\s(?:of|a|before))"
    r"|\bquarterly\b)",
    re.I,
)
_YEAR_BEFORE = re.compile(r"(?:a|one|the) year (?:earlier|before|ago)|year[- ](?:earlier|ago)", re.I)
_WEEKS_TO = re.compile(r"(?:the )?[\w-]+ (?:weeks|months) (?:ended|ending|to)\b", re.I)
_PRIOR = re.compile(r"\bfrom (?:about |around |just |nearly |almost |roughly )?\Z")
_YEAR_ALONE = re.compile(r"\d{4}")
_WITHIN = re.compile(r"in (?:the )?[\w-]+ (?:years|months|weeks|quarters)\b", re.I)
_TO_DATE = re.compile(r"\bto[\s-]date\b|\bso\sfar\b", re.I)
_HALF_SUBORDINATORS = frozenset("as after before since until because while whereas though although when".split())
_BEGINNINGS = frozenset("begin start end commence".split())  # "beginning this week" belongs to what begins
_NAMES = frozenset("call name dub title codename".split())
_TAKES_EFFECT = re.compile(r"(?: from| effective| starting) \Z")  # "named Jane Doe chief, effective Sept. 1"
_BREAKS = frozenset(";:—–")
_DONE_WHEN_TOLD = frozenset(
    {"acquisition", "contract", "funding", "partnership"}
)  # a deal is of the day that it is told
_FUTURE = frozenset({"planned", "expected"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a sentence a fact is said: offsets of its amount or trigger, and the clause that it stands in."""

    start: int
    end: int
    clause: Clause | None = None
    is_amount: bool = False
    is_noun: bool = False


@dataclass(slots=True)
class Dating:
    """The times of a document as it is read sentence by sentence."""

    text: str
    published: date | None
    quarter: str | None = None
    month: str | None = None  # that an economy's figures stand for
    told: str | None = None  # the same, of the sentence that is read
    counted: str | None = None  # the month or quarter whose deals the text counts and lists
    read: int = 0
    age: int = 0
    layout: Layout | None = None

    def begin(self, sentence: Sentence) -> None:
        """Before the facts of a sentence."""
        self.layout = Layout(self.text, sentence) if sentence.times else None

    def end(self, sentence: Sentence) -> None:
        """After them: the quarter that the next figures stand for."""
        self.age += 1
        self.read += 1
        if self.read <= _LEAD and self.counted is None and _ROUNDUP.search(self.text, sentence.start, sentence.end):
            self.counted = next((t.iso for t in sentence.times if _COUNTED.fullmatch(t.iso)), None)
        named = [t for t in sentence.times if self._is_reported(t)]
        if named:
            self.quarter, self.age = self._written(named[0]), 0
        self.month = self.told or self.month
        self.told = None

    def dated(self, fact: Fact, spot: Spot) -> Fact:
        """The fact with its period or date."""
        if fact.type in _TIMELESS or (fact.type == "ownership" and fact.attribute == "parent"):
            return fact
        if fact.type == "founding" and spot.is_noun:
            return fact  # "said founder Ada Brisco on Tuesday"
        time = self._time(fact, spot) if self.layout else None
        if time is None:
            return self._carried(fact)
        if fact.type == "metric" and time.end <= spot.start and self._is_prior(spot):
            past = fact.modality == "asserted" and _YEAR_ALONE.fullmatch(time.iso)
            return replace(fact, period=_year_before(time.iso)) if past else fact
        where, iso = self._where(fact, time), self._iso(fact, self._past(fact, time, spot))
        if where == "period" and self._is_year_before(time, iso):
            iso = _year_before(self.quarter) if self.quarter else iso
        if where == "date" and time.bound == "since":
            iso = iso.split("/")[0]
        gone = self.published is None or iso <= f"{self.published:%Y-%m}"
        if where == "period" and fact.subject_kind == "place" and gone and _MONTH.fullmatch(iso):
            self.told = self.told or iso
        return replace(fact, period=iso) if where == "period" else replace(fact, date=iso)

    def _is_prior(self, spot: Spot) -> bool:
        """Whether an amount is where another came from: the time before it is the other's."""
        assert self.layout is not None
        units = [n.value.unit for n in self.layout.sentence.numbers if n.start != spot.start]
        own = next((n.value.unit for n in self.layout.sentence.numbers if n.start == spot.start), None)
        begin = self.layout.sentence.start
        if is_revised(self.text, begin, spot.start):
            return False
        return own in units and _PRIOR.search(self.text, max(0, spot.start - 20), spot.start) is not None

    def _is_year_before(self, time: Time, iso: str) -> bool:
        """Whether "a year earlier" was counted from the day of publication, for want of a nearer time."""
        back = _YEAR_BEFORE.fullmatch(self.text, time.start, time.end) is not None
        return back and self.published is not None and iso[:4] == str(self.published.year - 1) and "Q" not in iso

    def _is_reported(self, time: Time) -> bool:
        told = self._is_span_to(time) or _REPORTED.fullmatch(time.iso) is not None
        told = told and not _SEASON.search(self.text, time.start, time.end)
        ahead = self.published is not None and (days := span(time.iso)) is not None and days[0] > self.published
        return told and not (ahead or self._is_base(time) or self._is_unknown(time))

    def _is_span_to(self, time: Time) -> bool:
        """Whether it is a span that only a report has: "the nine weeks to January 1"."""
        return "/" in time.iso and _WEEKS_TO.match(self.text, time.start, time.end) is not None

    def _covers(self, time: Time) -> bool:
        """Whether figures beside a time may be of it, too: a report's span or a whole year."""
        assert self.layout is not None
        year = len(time.iso) == 4 and not self._is_base(time) and not self.layout.is_aside(time)
        return year or self._is_reported(time)

    def _is_unknown(self, time: Time) -> bool:
        """Whether the time is a company's own quarter, whose months the text does not say."""
        is_quarter = time.iso[5:6] in ("Q", "H")
        return is_quarter and _FISCAL.search(self.text, max(0, time.start - 8), time.end) is not None

    def _where(self, fact: Fact, time: Time) -> Field:
        if fact.type == "share_price":
            return "date" if time.kind == "day" else "period"
        if fact.type == "workforce":
            return "period" if fact.attribute == "headcount" else "date"
        return _FIELDS.get(fact.type, "date")

    def _iso(self, fact: Fact, time: Time) -> str:
        """A share's year is the year to date."""
        if fact.type == "share_price" and self.published and time.iso == str(self.published.year):
            return f"{time.iso}-01-01/{self.published.isoformat()}"
        until = _is_level(fact) and time.bound == "end" and _UNTIL.search(self.text, max(0, time.start - 8), time.start)
        if until and (days := span(time.iso)):
            return days[1].isoformat()  # "4.5m users by the end of June"
        return self._written(time)

    def _written(self, time: Time) -> str:
        if self._is_end(time) and (days := span(time.iso)):
            return days[1].isoformat()
        if (half := _HALF.fullmatch(time.iso)) and not _DAY.search(self.text, time.start, time.end):
            return f"{half[1]}-01/{half[1]}-06" if half[2] == "1" else f"{half[1]}-07/{half[1]}-12"
        if "/" in time.iso and not _DAY.search(self.text, time.start, time.end):
            return _in_months(time.iso, self.published)
        return time.iso

    def _past(self, fact: Fact, time: Time, spot: Spot) -> Time:
        """What is asserted lies behind: "in January" of a text of December is the last one; not so "begins in January"."""
        governing = (c.verb.tense for c in (spot.clause, spot.clause and spot.clause.parent) if c is not None)
        tense = next(filter(None, governing), "")
        to_come = fact.modality in _FUTURE or (tense in ("present", "progressive") and _is_event(fact))
        if _TAKES_EFFECT.search(self.text, max(0, time.start - 12), time.start):
            return time  # "named Jane Doe chief from July 1"
        if fact.type == "metric" and fact.modality == "expected" and _has_past(spot.clause):
            to_come = False  # "rose 5% in the weeks to January, ahead of the 4% that was expected"
        if to_come and self.published and self._is_without_year(time):
            return self._to_come(time, self.published)
        if tense == "present" and _is_event(fact):
            return time
        if to_come or not self.published or time.iso[:7] <= f"{self.published:%Y-%m}":
            return time
        told = spot.clause is not None and spot.clause.verb.tense in ("past", "perfect")
        named = _MONTH.fullmatch(time.iso) or (told and self._is_of_a_month(time))
        if _YEAR.search(self.text, time.start, time.end) or not named:
            return time
        return replace(time, iso=f"{int(time.iso[:4]) - 1:04}{time.iso[4:]}")

    def _is_without_year(self, time: Time) -> bool:
        """Whether a month, a day of one or the year to one is named, and no year: "in March", "the year to March"."""
        return (
            not _YEAR.search(self.text, time.start, time.end)
            and not _LAST.search(self.text, time.start, time.end)
            and _MONTH_NAMED.search(self.text, time.start, time.end) is not None
        )

    def _to_come(self, time: Time, published: date) -> Time:
        """What is planned or expected lies ahead: "in January" of a text of October is the next one."""
        days = span(time.iso)
        if days is None or days[1] >= published or (days[0].year, days[0].month) == (published.year, published.month):
            return time
        return replace(time, iso="/".join(f"{int(part[:4]) + 1:04}{part[4:]}" for part in time.iso.split("/")))

    def _is_of_a_month(self, time: Time) -> bool:
        """Whether it is a day that is written with its month: "June 30", not "Friday"."""
        return time.kind == "day" and time.iso[8:].lstrip("0") in _DAY.findall(self.text[time.start : time.end])

    def _is_end(self, time: Time) -> bool:
        """Whether a level is that of a period's last day: "at the end of March", "at year-end 2024"."""
        pattern = _AT if time.bound == "end" else _AT_YEAR_END
        return pattern.search(self.text, max(0, time.start - 25), time.start) is not None

    def _time(self, fact: Fact, spot: Spot) -> Time | None:
        assert self.layout is not None
        suited = [t for t in self.layout.times(spot, fact) if self._suits(fact, t, spot)]
        begun = next((t for t in suited if t.bound != "since"), None) if _is_event(fact) else None
        return begun or next(iter(suited), None)  # "named Jane Doe, its head since 2019, chief from July 1"

    def _suits(self, fact: Fact, time: Time, spot: Spot) -> bool:
        assert self.layout is not None
        if self._is_base(time, spot):
            return False
        if self._is_unknown(time):
            return False
        if _WITHIN.match(self.text, time.start, time.end) and _has_past(spot.clause):
            return False  # "has risen from 31 to 38 per cent in five years"
        if fact.type == "funding" and _DUE.search(self.text, max(0, time.start - 12), time.start):
            return False  # "bonds due 2030"
        if fact.type == "position":
            return _YEARS.fullmatch(time.iso) is not None and time.bound != "since"
        if _is_level(fact):
            if self.text[time.start : time.end].lower() in _NOW:
                return False
            return time.kind != "day" or not self.layout.is_when_said(time, spot)
        return fact.type == "share_price" or not _TO_DATE.search(self.text, time.start, time.end)

    def _is_base(self, time: Time, spot: Spot | None = None) -> bool:
        """Whether the time is only what a figure is compared with: "than in 2019", "the highest since 2010".

        In "from $4m a year earlier" it is the time of that amount, though of none before it."""
        assert self.layout is not None
        begin = max(self.layout.sentence.start, time.start - 60)
        ranked = time.bound == "since" or _RANKED.fullmatch(self.text, time.start, time.end)
        if ranked and _RECORD.search(self.text, begin, time.start):
            return True
        before = self.text[begin : time.start]
        if _SETS_IN.search(before) or (time.kind == "day" and before.endswith(" from ")):
            return False
        compared = [m.start() for m in _COMPARES.finditer(self.text, begin, time.start) if not self._is_whence(m)]
        if not compared or re.search(r"[,;](?!\d)", _ALSO.sub("", self.text[compared[-1] : time.start])):
            return False
        has_amount = any(compared[-1] < n.start < time.start for n in self.layout.sentence.numbers)
        return not has_amount or spot is None or spot.start < compared[-1]

    def _is_whence(self, compares: re.Match[str]) -> bool:
        """Whether it compares no times: "raised $5m from Acme on Monday", "more than doubled in 2020"."""
        assert self.layout is not None
        if _DEGREE.search(self.text[max(0, compares.start() - 7) : compares.end() + 14]):
            return True
        word, end = compares[0].lower(), compares.end()
        if word == "with":
            before = self.text[max(0, compares.start() - 12) : compares.start()]
            return "compar" not in before and "in line" not in before
        return word in ("from", "against") and _MEASURED.match(self.text, end) is None

    def _carried(self, fact: Fact) -> Fact:
        """A results figure without a time of its own: the report's quarter; a round-up's deal: the span it covers."""
        if fact.type in _ROUNDED_UP and fact.modality == "asserted" and self.counted and not self.layout:
            return replace(fact, date=self.counted)
        if fact.type != "metric":
            return fact
        ahead = self.published and _OUTLOOK.search(fact.attribute or "")
        if ahead and _FULL_YEAR.search(self.text, fact.start, fact.end):
            return replace(fact, period=str(self.published.year))  # type: ignore[union-attr]
        if self.published and _FULL_YEAR.search(self.text, fact.start, fact.end):
            return replace(fact, period=str(self.published.year - (fact.modality not in _FUTURE)))
        if _THE_PERIOD.search(self.text, fact.start, fact.end):
            return replace(fact, period=self.quarter)
        untimed = self.layout is None or not self.layout.sentence.times
        told = fact.subject_kind == "place" and fact.modality == "asserted"
        if untimed and told and self.month is not None and is_economy(self.text):
            return replace(fact, period=self.month)
        flows = any(word in lexicon.words("flows") for word in (fact.attribute or "").split())
        here = {self._written(t) for t in self.layout.sentence.times if self._covers(t)} if self.layout else set()
        if flows and len(here) == 1 and fact.modality == "asserted":
            return replace(fact, period=here.pop())  # of "in the second quarter, while losses doubled"
        if self.quarter is None:
            return fact
        silent = self.layout is None or all(t.kind == "day" or self._is_base(t) for t in self.layout.sentence.times)
        return replace(fact, period=self.quarter) if flows and silent and self.age < _REACH else fact


def _year_before(iso: str) -> str:
    """The same period of the year before."""
    return "/".join(f"{int(part[:4]) - 1:04}{part[4:]}" for part in iso.split("/"))


def _has_past(clause: Clause | None) -> bool:
    if clause is None or clause.verb.head == "see" or clause.verb.head in lexicon.words("foresees"):
        return False
    return clause.verb.tense in ("past", "perfect")


def _is_event(fact: Fact) -> bool:
    return fact.type in ("product_launch", "facility", "personnel_move", "listing", "price_change")


def _is_level(fact: Fact) -> bool:
    return fact.type == "metric" or (fact.type == "workforce" and fact.attribute == "headcount")


def _in_months(iso: str, published: date | None) -> str:
    """A span of whole months by its months: the year to June is 2012-07/2013-06."""
    days = span(iso) if len(iso) == len("2019-01-01/2019-11-19") else None
    if days is None or days[1].year == MAXYEAR or days[1] == published:
        return iso
    if days[0].day != 1 or (days[1] + timedelta(1)).day != 1:
        return iso
    whole = next((w for u in _WHOLE if ((w := around(days[0], u)).first, w.last) == days), None)
    return whole.iso if whole else f"{days[0]:%Y-%m}/{days[1]:%Y-%m}"


class Layout:
    """The segments of a sentence that has times: stretches of phrases that belong to one verb."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.sentence = sentence
        self.parts = sentence.phrases
        self.segments = _segments(sentence)
        self.home = {i: at for at, part in enumerate(self.parts) for i in part.times}
        self.starts = [sentence.words[part.first].start for part in self.parts]

    def times(self, spot: Spot, fact: Fact) -> Iterator[Time]:
        """The times that a fact may have, best first."""
        at = self._phrase(spot.start)
        own = self.segments[at] if at < len(self.segments) else -1
        here = [i for i in self.home if self.segments[self.home[i]] == own and self._is_free(i, at, fact)]
        yield from self._nearest(here, spot)
        yield from self._before_when(own)
        for segment in self._outer(spot, fact):
            if segment != own:
                yield from self._nearest(
                    [i for i in self.home if self.segments[self.home[i]] == segment and self._is_free(i, at, fact)],
                    spot,
                )
        free = [i for i in self.home if self._is_free(i, at, fact)]
        yield from (self.sentence.times[i] for i in free if own and self._is_fronted(i))
        yield from (self.sentence.times[i] for i in free if self._is_set_off(i))
        if fact.type in _DONE_WHEN_TOLD and fact.modality == "asserted":
            yield from self._told()
        if fact.type == "share_price":
            yield from (t for t in self.sentence.times if _TO_DATE.search(self.text, t.start, t.end))

    def _told(self) -> Iterator[Time]:
        """The day on which somebody said so: "has won an order, the company said on Thursday"."""
        said = [c for c in self.sentence.clauses if c.verb.finite and c.verb.head in lexicon.words("said")]
        segments = {self.segments[c.at] for c in said}
        days = (i for i, at in self.home.items() if self.segments[at] in segments)
        yield from (t for i in days if (t := self.sentence.times[i]).kind == "day" and t.bound is None)

    def _before_when(self, segment: int) -> Iterator[Time]:
        """The time that a clause tells of: "in 2008, when Acme bought it"."""
        first = next((i for i, number in enumerate(self.segments) if number == segment), 0)
        before = first - 1 - (first > 0 and self.parts[first - 1].kind == "comma")
        if before >= 0 and self.parts[first].head == "when":
            yield from (self.sentence.times[i] for i in self.parts[before].times)

    def is_aside(self, time: Time) -> bool:
        """Whether a relative clause has the time: "Acme, which it bought in 2017"."""
        at = next((at for i, at in self.home.items() if self.sentence.times[i] is time), 0)
        first = self.segments.index(self.segments[at]) if self.segments else 0
        return bool(self.parts) and self.parts[first].kind == "wh"

    def is_when_said(self, time: Time, spot: Spot) -> bool:
        """Whether a day only tells when a figure was announced."""
        clause = spot.clause
        said = clause is not None and clause.verb.head in lexicon.words("said")
        return said and not re.search(r"\bas\s(?:of|at)\s\Z", self.text[max(0, time.start - 8) : time.start])

    def _phrase(self, offset: int) -> int:
        at = 0
        while at + 1 < len(self.starts) and self.starts[at + 1] <= offset:
            at += 1
        return at

    def _is_free(self, index: int, at: int, fact: Fact) -> bool:
        """Whether no other noun has the time: an event is not dated by "third-quarter" in "third-quarter earnings"."""
        home = self.home[index]
        part = self.parts[home]
        return part.kind == "time" or home == at or _is_level(fact) or fact.type == "share_price"

    def _nearest(self, indices: list[int], spot: Spot) -> Iterator[Time]:
        times = [self.sentence.times[i] for i in indices]
        yield from sorted(times, key=lambda time: self._distance(time, spot))

    def _distance(self, time: Time, spot: Spot) -> tuple[int, int]:
        """Behind and with nothing between first; amounts that stand between belong to other facts."""
        low, high = (spot.end, time.start) if time.start >= spot.end else (time.end, spot.start)
        between = sum(low <= n.start < high for n in self.sentence.numbers) if spot.is_amount else 0
        return between, abs(high - low) + (0 if time.start >= spot.end else 12)

    def _outer(self, spot: Spot, fact: Fact) -> Iterator[int]:
        """The segment that holds the subject of the spot's clause, then those of the clauses that govern it."""
        clause, seen = spot.clause, 0
        while clause is not None and seen < 4:
            yield self.segments[clause.at]
            subjects = [*clause.subjects, *(clause.objects if clause.verb.passive else [])]
            for part in subjects[:1]:
                place = self._place(part)
                if place is not None and place < clause.at and not self._is_over(self.segments[place], clause):
                    yield self.segments[place]
            clause, seen = clause.parent, seen + 1
            if clause is not None and clause.verb.head in lexicon.words("said") and fact.modality != "asserted":
                return  # that day it was only told

    def _is_over(self, segment: int, clause: Clause) -> bool:
        """Whether a segment's times are past for the clause: "opened in 1988 and (now) has 30 shops"."""
        others = [
            c for c in self.sentence.clauses if c is not clause and c.verb.finite and self.segments[c.at] == segment
        ]
        past = any(c.verb.tense == "past" for c in others) and clause.verb.tense in ("present", "progressive", "future")
        return bool(others) and (past or any(word.lower in _NOW for word in self.sentence.words))

    def _place(self, phrase: Phrase) -> int | None:
        return next((i for i, part in enumerate(self.parts) if part is phrase), None)

    def _is_fronted(self, index: int) -> bool:
        """Whether the time opens the sentence: "In the US in 2024, ..."."""
        before = self.parts[: self.home[index] + 1]
        return before[0].kind in ("prep", "time", "adv", "cc") and not any(part.kind == "vg" for part in before)

    def _is_set_off(self, index: int) -> bool:
        """Whether the time closes the sentence behind a comma and stands for all of it: "..., for the year to March"."""
        home = self.home[index]
        first = home - 1 if self.parts[home - 1].kind == "prep" else home
        behind = self.parts[home + 1 :]
        return self.parts[first - 1].kind == "comma" and all(
            part.kind in ("mark", "prep", "np", "comma") for part in behind
        )


def _segments(sentence: Sentence) -> list[int]:
    """For each phrase the number of its segment."""
    cuts = {at for at, part in enumerate(sentence.phrases) if _opens(sentence, part)}
    last = -1
    for clause in sentence.clauses:
        names = clause.verb.participle == "ed" and clause.verb.head in _NAMES  # "a service called Lumivo in 2026"
        begins = clause.verb.participle == "ing" and clause.verb.head in _BEGINNINGS
        if not clause.verb.infinitive and not names and not begins:
            cuts.add(_opening(sentence.phrases, clause, last))
        last = clause.at
    out, number = [], 0
    for at in range(len(sentence.phrases)):
        number += at in cuts and at > 0
        out.append(number)
    return out


def _opens(sentence: Sentence, part: Phrase) -> bool:
    if part.kind in ("sub", "wh", "that"):
        return True
    if part.head in ("according", "accord"):
        return True
    return part.kind == "mark" and sentence.words[part.first].text in _BREAKS


def _opening(parts: list[Phrase], clause: Clause, last: int) -> int:
    """Where the clause's stretch begins: with its subject, where that stands behind the verb before; else with its verb."""
    left = clause.at - 1
    while left > last and parts[left].kind in ("adv", "time"):
        left -= 1
    if left > last and parts[left].kind in ("prep",) and clause.verb.participle:
        return left
    acting = [id(part) for part in (clause.objects if clause.verb.passive else clause.subjects)]
    first = next((i for i in range(last + 1, clause.at) if id(parts[i]) in acting), clause.at)
    if first == clause.at or not clause.verb.finite:
        return clause.at
    if first and parts[first - 1].head in _HALF_SUBORDINATORS:
        return first - 1
    before = first - 1
    while before > last and parts[before].kind in ("np", "prep", "adj", "adv", "time"):
        before -= 1
    if before > last and parts[before].kind in ("comma", "cc", "mark"):
        return before + 1
    return first
