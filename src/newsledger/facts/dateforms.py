"""How days and periods are written: a rule a form, each a pattern and what it comes to beside the publication day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from newsledger.facts import moments as m
from newsledger.facts import numbers
from newsledger.facts.moments import MONTHS, WEEKDAYS, Moment
from newsledger.facts.sentences import lowered

Bound = Literal["since", "after", "before", "by", "start", "early", "mid", "late", "end"]


@dataclass(frozen=True, slots=True)
class At:
    """A moment at text[start:end]; `last_of` is the second moment of a joined pair."""

    start: int
    end: int
    moment: Moment
    bound: Bound | None = None
    last_of: Moment | None = None
    has_year: bool = True


COUNT = (
    r"(?:\d{1,3}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|"
    r"couple(?:\sof)?|few|several|a|an)(?![a-z]))"
)
MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)(?![a-z])\.?"
)
_WEEKDAY = (
    r"(?P<weekday>Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
    r"(?![a-z])\.?"
)
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)(?![\d,]\d|\d)"
_OF_YEAR = rf"(?:\s?,\s?|\s(?:of|in)\s(?:the\syear\s)?|\s)(?:fiscal\s(?:year\s)?)?{_YEAR}"
_WORDS_31 = "|".join(numbers.ORDINALS) + r"|(?:twenty|thirty)[\s-](?:" + "|".join(list(numbers.ORDINALS)[:9]) + ")"
DAY = rf"(?P<day>\d{{1,2}}(?:\s?(?:st|nd|rd|th))?(?![\d:%]|,\d|\.\d|\s?[ap]\.?m\b)|(?:{_WORDS_31})\b(?!\s(?:quarter|half)))"
_UNIT = r"(?P<unit>day|week|weekend|fortnight|month|quarter|half|year|decade)"
_STEP = (
    r"(?P<step>last|previous|prior|past|this\s(?:past|coming|upcoming)|this|current|same|that|"
    r"next|coming|following|upcoming)"
)
_BACK = ("last", "previous", "prior", "past", "this past")
_HINT = re.compile(
    r"\b(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*\b|(?=\d))|"
    r"(?:the|an?|in|within|first|second|third|fourth|final|last|past|previous|prior|this|that|current|same|next|coming|following|upcoming|"
    r"yesterday|today|tomorrow|"
    r"third|fifth|sixth|seventh|eighth|ninth|(?:ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twentie|thirtie)th|thirty|month|quarter|decade|weekend|noughties|w/c|now|current|rest|remainder|remaining|eighteen|q[1-4]|h[12]|fy|cy|fiscal|year|week|christmas|easter|thanksgiving|new|black|halloween|"
    r"labor|independence|spring|summer|autumn|winter|fall|two|three|four|five|six|seven|eight|nine|ten|couple|[1-4](?:st|nd|rd|th)|nineteen|twenty|one)\b|"
    r"(?:q[1-4]|h[12]|fy|cy)\d)|['’]\d\ds\b"
)
_YEAR_WORDS = (
    r"(?:(?:eighteen|nineteen|twenty)[\s-](?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen)|two\sthousand(?:\sand)?(?:\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty)(?:[\s-](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?)?)(?![\s-](?:people|[a-z]+s|dollars|percent|hundred|thousand|million)\b)"
)
_Rule = tuple[re.Pattern[str], Callable[["Context", re.Match[str]], "tuple[Moment, bool] | None"]]


@dataclass(frozen=True, slots=True)
class Context:
    published: date | None
    anchor: Moment | None

    @property
    def now(self) -> date:
        """The publication day; a rule that needs one where there is none reads nothing."""
        if self.published is None:
            raise ValueError("no publication day")
        return self.published

    @property
    def near(self) -> date:
        return self.anchor.first if self.anchor else self.now


# What every date has within so many characters of where it begins, of which the hints alone ("the", "a", "in") tell nothing.
_REACH = 40
_CORE = re.compile(
    "|".join("0123456789")
    + r"|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|day|week|month|quarter|half|year"
    r"|period|fortnight|now\b|present|date|tomorrow|spring|summer|autumn|winter|fall|noughties|christmas|easter|thanksgiving|halloween"
    r"|twent|thirt|fort|fift|sixt|sevent|eight|ninet|teen\b|thousand"
)


def atoms(text: str, start: int, end: int, context: Context) -> Iterator[At]:
    """The moments that text[start:end] names, left to right; a later one may count from an earlier one."""
    lower, position, core = lowered(text), start, start - 1
    while hint := _HINT.search(lower, position, end):
        if hint.start() > core:
            near = _CORE.search(lower, hint.start(), end)
            if near is None:
                return
            core = near.start()
        if core - hint.start() > _REACH:
            position = core - _REACH
            continue
        at = _atom(text, lower, hint.start(), end, context)
        if at is None:
            position = _past(text, hint, end)
            continue
        yield at
        position = max(at.end, position + 1)
        context = replace(context, anchor=at.moment)


def _past(text: str, hint: re.Match[str], end: int) -> int:
    """Where the word or the run of digits that began no date ends."""
    match = _RUN.match(text, hint.start(), end)
    return max(match.end() if match else 0, hint.start() + 1)


_NO_DATE = re.compile(r"(?:[$£€¥₹.,]|(?<!\d)(?:1[3-9]|[2-9]\d|\d{3})\s?-\s?|\d{3}-\d{4}-)\Z")
_RUN = re.compile(r"\d[\d.,]*|['’]?\w+")


def _atom(text: str, lower: str, position: int, end: int, context: Context) -> At | None:
    is_digit = text[position].isdigit()
    if is_digit and position and _NO_DATE.search(text, max(0, position - 9), position):
        return None
    rules, any_rule = (_DIGIT_RULES, _ANY_DIGIT) if is_digit else (_WORD_RULES, _ANY_WORD)
    first = any_rule.match(lower, position, end)
    if first is None or first.lastindex is None:
        return None
    for pattern, resolve in rules[first.lastindex - 1 :]:
        if match := pattern.match(text, position, end):
            try:
                resolved = resolve(context, match)
            except (ValueError, OverflowError):
                continue
            if resolved:
                return At(match.start(), match.end() - match[0].endswith("."), resolved[0], has_year=resolved[1])
    return None


def _month_number(word: str) -> int:
    return _rank(word, MONTHS) + 1


def _weekday_number(word: str) -> int:
    return _rank(word, WEEKDAYS)


def _rank(word: str, names: Sequence[str]) -> int:
    """The place of an abbreviated name among its like. Raises ValueError where it is none, as in "2019-XYZ-12"."""
    rank = next((i for i, name in enumerate(names) if name.startswith(word[:3].casefold())), None)
    if rank is None:
        raise ValueError(word)
    return rank


def count_of(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    fixed = {"a": 1, "an": 1, "few": 3, "several": 3}
    return 2 if word.startswith("couple") else fixed.get(word) or int(numbers.words(word) or 0)


def _full_year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 2000 + year if year < 40 else 1900 + year


def _ymd(year: int, month: int, day: int) -> Moment:
    return m.day(date(year, month, day))


def _iso_day(_: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    month = match["m"]
    return _ymd(int(match["y"]), int(month) if month.isdigit() else _month_number(month), int(match["d"])), True


def _slashed(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    """Month first unless that is no month; without a year the nearest."""
    month, day = int(match["a"]), int(match["b"])
    if month > 12:
        month, day = day, month
    year = match.groupdict().get("y")
    return _ymd(_full_year(year) if year else m.nearest_year(month, context.now), month, day), bool(year)


def _named_day(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    month, rank = _month_number(match["month"]), numbers.ordinal(match["day"])
    if not rank:
        raise ValueError(match["day"])
    said = match["year"] or match.groupdict().get("y2")
    return _ymd(int(said) if said else m.nearest_year(month, context.now), month, rank), bool(said)


def _named_month(context: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    groups, month = match.groupdict(), _month_number(match["month"])
    if match["month"] in ("may", "march", "mar") and (groups.get("step") or groups.get("year")):
        return None
    bare = groups.get("short") and re.search(r"\w\.? \d+$", match[0]) and " of " not in match[0]
    if bare and context.published is None and 0 < int(match["short"]) < 32:
        return None  # "Sept. 29" of an undated text is a day of an unknown year, not 2029
    if groups.get("year") or groups.get("short"):
        return m.months(_full_year(groups.get("year") or match["short"]), month, 1, "month"), True
    if groups.get("whose"):
        return m.months(context.now.year + _steps(groups["whose"] or ""), month, 1, "month"), True
    step = (groups.get("step") or "").lower()
    if not step and not _may_stand_alone(match):
        return None
    year = m.nearest_year(month, context.now)
    if step in _BACK:
        year = context.now.year - (month >= context.now.month)
    elif step in ("next", "coming", "following", "upcoming"):
        year = context.now.year + (month <= context.now.month)
    elif step:
        year = context.now.year
    return m.months(year, month, 1, "month"), bool(step)


_PREPOSITION = re.compile(
    r"\b(?:in|of|since|by|until|till|through|to|from|during|between|early|late|mid|and|after|before|for|the|end|ended|ending)[\s-]\Z",
    re.I,
)


def _may_stand_alone(match: re.Match[str]) -> bool:
    """A month's name without a day or a year: "May" and "march" are words, "Mar" and "Sun" names."""
    word, text = match["month"], match.string
    before = _PREPOSITION.search(text, max(0, match.start() - 12), match.start())
    if word.lower() in ("may", "march", "mar", "jan", "june", "april", "jun"):
        is_span = text[match.end() : match.end() + 1] in ("-", "–")
        return (bool(before) or is_span) and (word[0].isupper() or word.lower() not in ("may", "march"))
    return bool(before) or word[0].isupper() or word.lower() in MONTHS


def _steps(word: str) -> int:
    word = word.lower()
    return (
        -1
        if word in _BACK or word == "the previous"
        else 1
        if word in ("next", "coming", "following", "upcoming", "this coming", "this upcoming")
        else 0
    )


def _relative(context: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    """ "last quarter", "the previous week", "this year"; the anchor counts for the words that hang on the text."""
    step, unit = match["step"].lower(), match["unit"].lower()
    base = context.near if step in ("previous", "prior", "following", "same", "that") else context.now
    if unit == "half" and step in ("last", "that", "same"):
        return None
    if unit == "day" and step not in ("previous", "prior", "next", "following", "same", "that"):
        return None
    by = _steps(step)
    if step == "same" and context.anchor is None and unit == "day":
        return None
    if step == "previous" and unit == "year" and context.anchor and context.anchor.unit == "range":
        return m.with_months(context.anchor, -12), True  # of "the year to March"
    return m.shifted(base, unit, by), True  # type: ignore[arg-type]


def _before(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    """ "the week before", "the year after", "the month after next"."""
    unit, word = match["unit"].lower(), match["word"].lower()
    if word.startswith("after") and "next" in word:
        return m.shifted(context.now, unit, 2), True  # type: ignore[arg-type]
    if (
        unit == "year"
        and word in ("before", "earlier")
        and context.anchor
        and context.anchor.unit in ("quarter", "range")
    ):
        return m.with_months(context.anchor, -12), True  # the same quarter of it
    return m.shifted(context.near, unit, -1 if word in ("before", "earlier") else 1), True  # type: ignore[arg-type]


def _ago(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    """ "two years ago", "a year earlier", "three weeks later": as exact as the unit."""
    count, unit, word = count_of(match["n"]), match["unit"].lower(), match["word"].lower()
    base = context.now if word in ("ago", "from now", "from today") else context.near
    if base is not context.now and context.anchor and unit in ("year", "quarter", "month"):
        return m.with_months(
            context.anchor, count * {"year": 12, "quarter": 3, "month": 1}[unit] * (1 if word == "later" else -1)
        ), True
    value = m.moved(base, unit, -count if word in ("ago", "earlier", "before", "previously") else count)  # type: ignore[arg-type]
    if unit in ("month", "quarter", "year", "decade") and word in ("ago", "earlier", "before", "previously"):
        return m.around(value, unit), True  # type: ignore[arg-type]
    return m.day(value), True


def _ahead(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    """ "within ten months" (from now on); "in two weeks" (that day)."""
    value = m.moved(context.now, match["unit"].lower(), count_of(match["n"]))  # type: ignore[arg-type]
    if match["how"].lower().startswith("within"):
        return Moment(context.now, value, "range"), True
    if " the " in match["how"].lower() or match["step"]:
        return Moment(context.now + timedelta(1), value, "range"), True
    return m.day(value), True


def _run_of(context: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    """ "the past three years", "the next 3 days", "the last two quarters"."""
    count, unit = count_of(match["n"]), match["unit"].lower()
    now, is_back = context.now, match["step"].lower() in _BACK
    if match["step"].lower() == "following" and not match[0].lower().startswith("the"):
        return None  # "left following 17 years at the helm"
    if unit in ("quarter", "decade"):
        here = m.around(now, unit).first  # type: ignore[arg-type]
        first = m.moved(here, unit, -count if is_back else 1)  # type: ignore[arg-type]
        return Moment(first, m.moved(first, unit, count) - timedelta(1), "range"), True  # type: ignore[arg-type]
    if is_back:
        return Moment(m.moved(now, unit, -count), now, "range"), True  # type: ignore[arg-type]
    return Moment(now + timedelta(1), m.moved(now, unit, count), "range"), True  # type: ignore[arg-type]


def _weekday(context: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    """ "on Tuesday" is the latest not after publication; "next Tuesday" lies in the week after."""
    groups = match.groupdict()
    step, number, now = (groups.get("step") or "").lower(), _weekday_number(match["weekday"]), context.now
    monday = now - timedelta(now.weekday())
    if groups.get("which"):
        return m.day(monday + timedelta(7 * _steps(groups["which"] or "") + number)), True
    if not step and not match["weekday"][0].isupper() and not match["weekday"].lower().endswith("day"):
        return None
    if not step and match["weekday"] in ("Sun", "Mon", "Sat", "Wed", "Fri"):
        return None
    if step in ("next", "following"):
        return m.day(monday + timedelta(7 + number)), True
    if step in ("this", "current", "that", "same"):
        return m.day(monday + timedelta(number)), True
    if step in ("coming", "upcoming", "this coming", "this upcoming"):
        return m.day(m.weekday_by(now, number) + timedelta(7)), True
    if step == "previous":
        return m.day(monday - timedelta(7 - number)), True
    latest = m.weekday_by(now, number)
    return m.day(latest - timedelta(7) if step and latest == now else latest), True


def _again(context: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    """ "The same quarter a year ago", "the year-earlier period": the like time of the year before, or of the one named."""
    base, unit = context.anchor, match["unit"].lower()
    if base is None or (unit != "period" and base.unit not in (unit, "range")):
        return None
    return (m.with_year(base, int(match["year"])) if match["year"] else m.with_months(base, -12)), True


def _first_months(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    """ "The first six months": the last that are over."""
    count = count_of(match["n"])
    return m.months(context.now.year - (count >= context.now.month), 1, count, "range"), False


def _quarter_by_month(context: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    """ "The June quarter", "the April-June quarter": the one that ends with the month."""
    last = _month_number(match["month"])
    year = int(match["year"]) if match["year"] else m.nearest_year(last, context.now)
    return (m.months(year, last - 2, 3, "quarter"), bool(match["year"])) if last % 3 == 0 else None


def _quarter(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    """A numbered quarter or half: without a year the last one that has begun."""
    groups = match.groupdict()
    rank = groups.get("rank") or match["q"]
    word = rank.lower()
    if groups.get("size"):
        size = 3 if match["size"].lower() == "quarter" else 6
    else:
        size = 3 if match["letter"].lower() == "q" else 6
    count = 12 // size
    nth = int(word[0]) if word[0].isdigit() else count if word in ("final", "last") else numbers.ORDINALS[word]
    if not 1 <= nth <= count:
        raise ValueError(rank)
    year = _year_of(context, groups)
    if year is None:
        year = context.now.year - ((nth - 1) * size + 1 > context.now.month)
    return m.months(year, (nth - 1) * size + 1, size, "quarter" if size == 3 else "half"), bool(groups.get("year"))


def _year_of(context: Context, groups: dict[str, str | None]) -> int | None:
    for name in ("year", "year2", "short"):
        if groups.get(name):
            return _full_year(groups[name] or "")
    if groups.get("whose"):
        return context.now.year + _steps(groups["whose"] or "")
    return None


def _parts(context: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    """ "the first nine months of 2019", "the last week of July", "second week of 2015", "first ten days of last year"."""
    whole = _whole(context, match)
    rank, unit = match["rank"].lower(), match["unit"].lower()
    count = count_of(match["n"]) if match["n"] else 0
    is_last = rank in ("last", "final")
    if unit == "week":
        return _weeks_of(whole, count or 1, is_last, 1 if count else (numbers.ordinal(rank) or 1)), True
    if not count:
        nth = -1 if is_last else (numbers.ordinal(rank) or 1) - 1
        first = m.moved(whole.first, unit, nth) if nth >= 0 else m.moved(whole.last + timedelta(1), unit, -1)  # type: ignore[arg-type]
        return (m.around(first, unit), True) if first <= whole.last else None  # type: ignore[arg-type]
    if is_last:
        return Moment(m.moved(whole.last + timedelta(1), unit, -count), whole.last, "range"), True  # type: ignore[arg-type]
    return Moment(whole.first, m.moved(whole.first, unit, count) - timedelta(1), "range"), True  # type: ignore[arg-type]


def _weeks_of(whole: Moment, count: int, is_last: bool, nth: int) -> Moment:
    """A week belongs to the month or year that holds its Thursday (ISO 8601)."""
    if is_last:
        monday = m.weekday_by(whole.last, 3) - timedelta(3 + 7 * (count - 1))
    else:
        monday = m.weekday_by(whole.first + timedelta(6), 3) - timedelta(3) + timedelta(7 * (nth - 1))
    return Moment(monday, monday + timedelta(7 * count - 1), "week" if count == 1 else "range")


def _whole(context: Context, match: re.Match[str]) -> Moment:
    groups = match.groupdict()
    if groups.get("month"):
        month = _month_number(match["month"])
        return m.months(int(match["year"]) if match["year"] else m.nearest_year(month, context.now), month, 1, "month")
    if groups.get("year2"):
        return m.months(int(match["year2"]), 1, 12, "year")
    return m.shifted(context.now, (groups.get("of") or "year").lower(), _steps(groups.get("whose") or ""))  # type: ignore[arg-type]


def _ended(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    """ "the three months to June", "the year ended March 31, 2019", "the 12 months through March"."""
    month = _month_number(match["month"])
    rank = match["day"] or match["day2"]
    year = int(match["year"]) if match["year"] else context.now.year - (month > context.now.month)
    whole = m.months(year, month, 1, "month")
    last = date(year, month, int(re.sub(r"\D", "", rank))) if rank else whole.last
    unit = match["unit"].lower()
    count = count_of(match["n"] or "a")
    if unit == "week" or last < whole.last - timedelta(3):
        return Moment(m.moved(last, unit, -count) + timedelta(1), last, "range"), True  # type: ignore[arg-type]
    size = count * {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    first = m.add_months(whole.first, 1 - size)
    units: dict[int, m.Unit] = {1: "month", 3: "quarter", 6: "half", 12: "year"}
    is_aligned = size in units and (first.month - 1) % size == 0
    return Moment(first, whole.last if is_aligned else last, units[size] if is_aligned else "range"), bool(
        match["year"]
    )


def _to_date(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    return Moment(m.around(context.now, match["unit"].lower()).first, context.now, "range"), True  # type: ignore[arg-type]


def _year(_: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    return m.months(_full_year(match["year"] or match.groupdict().get("year2") or ""), 1, 12, "year"), True


def _decade(_: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    year = int(match["year"])
    return m.months(year if year > 99 else 1900 + year if year > 20 else 2000 + year, 1, 120, "decade"), True


def _noughties(_: Context, __: re.Match[str]) -> tuple[Moment, bool]:
    return m.months(2000, 1, 120, "decade"), True


def _century(_: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    return m.months((int(match["n"]) - 1) * 100 or 1, 1, 1200, "century"), True


def _month_year(_: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    return m.months(int(match["year"]), int(match["m"]), 1, "month"), True


def _day_word(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    return m.day(context.now + timedelta({"yesterday": -1, "tomorrow": 1}.get(match[0].lower(), 0))), True


def _rest(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    return Moment(context.now, m.around(context.now, match["unit"].lower()).last, "range"), True  # type: ignore[arg-type]


def _word_year(_: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    """ "nineteen ninety six", "two thousand and fifteen"; never a bare "two thousand"."""
    words = (match["words"] or match["words2"]).lower().replace("-", " ")
    first, _rest_of, rest = words.partition(" ")
    if first == "two":
        before = _PREPOSITION.search(match.string, max(0, match.start() - 12), match.start())
        value = numbers.words(words)
        is_said = (
            value != 2000
            or match["words"]
            or _MONTH_BEFORE.search(match.string, max(0, match.start() - 14), match.start())
        )
        return (
            (m.months(int(value), 1, 12, "year"), True)
            if value and is_said and (value != 2000 or before or is_said)
            else None
        )
    return m.months(100 * int(numbers.words(first) or 0) + int(numbers.words(rest) or 0), 1, 12, "year"), True


def _word_decade(_: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    stems = {
        "ten": 10,
        "twent": 20,
        "thirt": 30,
        "fort": 40,
        "fift": 50,
        "sixt": 60,
        "sevent": 70,
        "eight": 80,
        "ninet": 90,
    }
    return m.months(
        100 * int(numbers.words(match["century"]) or 0) + stems[match["decade"].lower()], 1, 120, "decade"
    ), True


_MONTH_BEFORE = re.compile(rf"\b{MONTH}\s(?:of\s)?\Z", re.IGNORECASE)


def _weekend(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    """ "over the weekend" is the last one, "the weekend" that of the week."""
    here = m.around(context.now, "weekend")
    is_over = _OVER.search(match.string, max(0, match.start() - 8), match.start())
    return m.shifted(context.now, "weekend", -1) if is_over and here.first > context.now else here, True


_OVER = re.compile(r"\b(?:over|during|at)\s\Z", re.IGNORECASE)


def _this(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    """ "by the end of the year", "later in the month"."""
    return m.around(context.now, match["unit"].lower()), True  # type: ignore[arg-type]


def _numbered(context: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    """ "on the 18th", "Tuesday 13": the latest such day of a month not after publication."""
    rank, groups = numbers.ordinal(match["day"]) or 0, match.groupdict()
    wanted = _weekday_number(match["weekday"]) if groups.get("weekday") else None
    first = context.now.replace(day=1)
    for back in range(14):
        month = m.months(*_year_month(m.add_months(first, -back)), 1, "month")
        if not 0 < rank <= month.last.day:
            continue
        found = month.first.replace(day=rank)
        if found <= context.now and wanted in (None, found.weekday()):
            return m.day(found), True
    return None


def _year_month(value: date) -> tuple[int, int]:
    return value.year, value.month


def _week(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    year = int(match["year"]) if match["year"] else context.now.year
    return m.around(date.fromisocalendar(year, int(match["n"]), 1), "week"), bool(match["year"])


def _week_of(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    return m.around(_named_day(context, match)[0].first, "week"), True


def _holiday(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    name, now = re.sub(r"\W+", " ", match["name"].lower()), context.now
    day = _HOLIDAYS[name]
    step = (match["step"] or "").lower()
    if match["year"]:
        return m.day(day(int(match["year"]))), True
    year = now.year
    if _steps(step) < 0 and day(year) >= now:
        year -= 1
    elif _steps(step) > 0 and day(year) <= now:
        year += 1
    elif not step and (day(year) - now).days > 200:
        year -= 1
    return m.day(day(year)), bool(step)


def _season(context: Context, match: re.Match[str]) -> tuple[Moment, bool] | None:
    """ "last summer", "the following spring", "spring 2025": the meteorological seasons of the northern hemisphere."""
    groups = match.groupdict()
    first = _SEASONS[match["season"].lower()]
    if groups.get("year"):
        return m.months(int(match["year"]), first, 3, "range"), True
    step = match["step"].lower()
    base = context.near if step in ("following", "previous", "same", "that") else context.now
    year = base.year - (first > base.month + 1) if _steps(step) == 0 and first == 12 else base.year
    if _steps(step) < 0:
        year -= m.months(base.year, first, 3, "range").last >= base
    elif _steps(step) > 0:
        year += date(base.year, first, 1) <= base
    return m.months(year, first, 3, "range"), True


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _slashed_short(context: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    month, day = int(match["a"]), int(match["b"])
    month, day = (day, month) if month > 12 else (month, day)
    return _ymd(m.nearest_year(month, context.now), month, day), False


def _month_of_year(_: Context, match: re.Match[str]) -> tuple[Moment, bool]:
    return m.months(int(match["year"] or match["year2"]), _month_number(match["month"]), 1, "month"), True


_HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas": lambda year: date(year, 12, 25),
    "new year s day": lambda year: date(year, 1, 1),
    "new year s eve": lambda year: date(year, 12, 31),
    "easter": m.easter,
    "halloween": lambda year: date(year, 10, 31),
    "independence day": lambda year: date(year, 7, 4),
    "labor day": lambda year: m.nth_weekday(year, 9, 0, 1),
    "thanksgiving": lambda year: m.nth_weekday(year, 11, 3, 4),
    "black friday": lambda year: m.nth_weekday(year, 11, 3, 4) + timedelta(1),
}


def _rule(pattern: str, resolve: Callable[[Context, re.Match[str]], tuple[Moment, bool] | None]) -> _Rule:
    return re.compile(pattern, re.IGNORECASE), resolve


_WHOSE = r"(?P<whose>last|this|next|the\sprevious|the|that)"
_UNITS_OF = r"(?P<unit>day|week|fortnight|month|quarter|year|decade)s?\b"
_NTH = r"(?P<rank>first|second|third|fourth|fifth|last|final|\d{1,2}(?:st|nd|rd|th))"
_PARTS = _rule(
    rf"(?:the\s)?{_NTH}\s(?:(?P<n>{COUNT})\s)?(?P<unit>day|week|month)s?\s(?:of\s|in\s)?(?:"
    rf"{MONTH}(?:{_OF_YEAR})?|(?P<year2>(?:19|20)\d\d)\b|{_WHOSE}\s(?P<of>month|quarter|year)\b)",
    _parts,
)
_ENDED = _rule(
    rf"(?:the\s)?(?:(?P<n>{COUNT})[\s-])?(?:(?:fiscal|financial)\s)?(?P<unit>month|week|quarter|half|year)s?(?:\speriod)?\s"
    rf"(?:that\s)?(?:ended|ending|ends|to|through|until)\s(?:the\send\sof\s|on\s|in\s)?(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s)?"
    rf"{MONTH}(?:\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:{_OF_YEAR})?",
    _ended,
)
_AGO = _rule(
    rf"(?:the\s)?(?P<n>{COUNT})\s?{_UNITS_OF}\s(?P<word>ago|earlier|later|from\s(?:now|today)|before(?!\s[a-z])|previously|prior)\b",
    _ago,
)
_QUARTERS = _rule(
    rf"(?:the\s)?(?P<rank>first|second|third|fourth|final|[1-4](?:st|nd|rd|th))[\s-](?:fiscal[\s-])?(?P<size>quarter|half)\b"
    rf"(?:(?:\s(?:of\s|in\s)?(?:the\s)?(?:fiscal\s(?:year\s)?|its\sfiscal\s)?|,\s){_YEAR}|\s(?:of\s)?(?P<whose>last|this|next|the)\syear\b)?",
    _quarter,
)
_DAY_OF_MONTH = _rule(
    rf"(?:the\s)?{DAY}(?:\sday)?(?:\s(?:of\s)?|[-/]){MONTH}(?:(?:{_OF_YEAR})|[-/](?P<y2>\d{{4}}))?", _named_day
)
_RUN_OF = _rule(rf"(?:the\s)?{_STEP}\s(?P<n>{COUNT})\s?(?:business\s)?{_UNITS_OF}", _run_of)
_SAME = r"(?:the\s)?(?:same|corresponding|comparable|equivalent)\s(?P<unit>week|month|quarter|half|period)"
_AGAIN = _rule(
    rf"{_SAME}\s(?:(?:of|in)\s)?(?:the\s)?(?:a\syear\s(?:ago|earlier|before)|(?:last|previous|prior)\syear|{_YEAR})\b",
    _again,
)
_DIGIT_RULES: list[_Rule] = [
    _AGAIN,
    _rule(r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)", _iso_day),
    _rule(r"(?P<y>\d{4})[-/](?P<m>[a-z]{3})[a-z]*[-/](?P<d>\d{1,2})(?!\d)", _iso_day),
    _rule(r"(?P<d>\d{1,2})[-/](?P<m>[a-z]{3})[a-z]*[-/](?P<y>\d{4})(?!\d)", _iso_day),
    _rule(r"(?P<a>\d{1,2})(?P<s>[-/])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d)(?![\d/]|-\d{3})", _slashed),
    _rule(
        r"(?:(?<=on\s)|(?<=from\s)|(?<=to\s)|(?<=day\s)|(?<=this\s)|(?<=next\s)|(?<=\d-))(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])",
        _slashed_short,
    ),
    _PARTS,
    _DAY_OF_MONTH,
    _rule(
        r"(?:(?<=on\sthe\s)|(?<=on\s)|(?<=week\sof\sthe\s))(?P<day>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:$|[.,;!?)-]|and\b|to\b))",
        _numbered,
    ),
    _ENDED,
    _AGO,
    _QUARTERS,
    _rule(rf"{_YEAR}(?:\s?,\s?|\s|-){MONTH}(?!\s\d{{1,2}}(?!\d))", _named_month),
    _rule(rf"{_YEAR}[\s-](?P<letter>[QH])(?P<q>[1-4])\b", _quarter),
    _rule(rf"(?P<letter>[QH])(?P<q>[1-4])[\s-]{_YEAR}", _quarter),
    _rule(rf"(?P<m>0?[1-9]|1[012])\s?[-/]\s?{_YEAR}(?![-/]\d)", _month_year),
    _rule(rf"{_YEAR}(?:\s?/\s?|\s-|-\s|\s-\s|\.)(?P<m>0?[1-9]|1[012])(?![\d-]|/\d)", _month_year),
    _rule(r"(?P<year>1[5-9]\d0|20\d0|\d0)\s?['’]?s\b", _decade),
    _rule(r"(?P<n>\d{1,2})(?:st|nd|rd|th)\s+century\b", _century),
    _rule(
        rf"(?P<n>{COUNT})\s(?P<step>next|previous|upcoming|coming|past)\s(?P<unit>day|week|month|quarter|year|decade)s\b",
        _run_of,
    ),
    _rule(rf"{_YEAR}(?!\s?%|[-–]\d{{1,2}}\b|/\d|\.\d|\w)", _year),
]
_WORD_RULES: list[_Rule] = [
    _AGAIN,
    _rule(
        r"(?:the\s)?(?:year[\s-](?:ago|earlier)|prior[\s-]year|previous[\s-]year)\s"
        r"(?P<unit>week|month|quarter|half|period)(?P<year>(?!))?\b",
        _again,
    ),
    _rule(r"(?:the\s)?first\s(?P<n>three|six|nine)\smonths\b(?!\sof|\sin\s\d|\sto|\sended|\safter)", _first_months),
    _rule(rf"(?:the\s)?(?:[A-Z][a-z]{{2,8}}\s?[-–]\s?)?{MONTH}\squarter\b(?:\s(?:of\s)?{_YEAR})?", _quarter_by_month),
    _rule(r"(?:the\s)?(?P<unit>year|month|quarter|week)[\s-]to[\s-]date\b", _to_date),
    _ENDED,
    _PARTS,
    _QUARTERS,
    _rule(rf"{MONTH}[\s/-]?(?:the\s)?{DAY}(?:{_OF_YEAR}|[-/](?P<y2>\d{{4}}))?", _named_day),
    _DAY_OF_MONTH,
    _rule(rf"{_STEP}\s{MONTH}(?!\s\d)", _named_month),
    _rule(rf"{MONTH}(?:{_OF_YEAR}|\s?-\s?(?P<year2>(?:19|20)\d\d)\b)", lambda c, x: _month_of_year(c, x)),
    _rule(rf"{MONTH}\s(?:of\s)?['’]?(?P<short>[89]\d|[0-3]\d)(?=\W|$)(?:(?<=[’']..)|(?<=of\s..))", _named_month),
    _rule(rf"{MONTH}\s(?:of\s)?(?P<whose>last|this|next)\syear\b", _named_month),
    _rule(rf"{_WEEKDAY}\s?,?\s?(?:the\s)?{MONTH}\s?{DAY}(?:{_OF_YEAR})?", _named_day),
    _rule(rf"{_WEEKDAY}\s?,?\s?(?:the\s)?{DAY}\s(?:of\s)?{MONTH}(?:{_OF_YEAR})?", _named_day),
    _rule(rf"{_WEEKDAY}\s(?:of\s)?(?P<which>last|this|next)\sweek\b", _weekday),
    _rule(rf"(?P<which>last|this|next|previous|following)\sweek\s(?:on\s)?{_WEEKDAY}", _weekday),
    _rule(rf"(?:the\s)?{_STEP}\s{_WEEKDAY}", _weekday),
    _rule(rf"{_WEEKDAY}\s(?:the\s)?{DAY}(?=\s*(?:$|[.,;!?)]))", _numbered),
    _rule(_WEEKDAY, _weekday),
    _rule(
        rf"(?:(?:the\s)?week\s(?:of|starting|beginning|commencing)|w/c)\s(?:on\s)?{MONTH}\s?{DAY}(?:{_OF_YEAR})?",
        _week_of,
    ),
    _RUN_OF,
    _rule(rf"(?:the\s)?{_UNIT}\s(?P<word>before(?!\s[a-z])|earlier|after\s(?:the\s)?next|prior)\b", _before),
    _rule(rf"(?:the\s)?{_STEP}[\s-](?:calendar\s|working\s|full\s)?{_UNIT}\b(?!-|\s(?:old|long))", _relative),
    _AGO,
    _rule(
        rf"(?P<how>in|within)\s(?P<step>the\s(?:next|coming)\s)?(?P<n>{COUNT})\s{_UNITS_OF}(?!\s(?:ended|to|through|ago|before|earlier|of|in|time|since))",
        _ahead,
    ),
    _rule(
        r"(?:(?<=end\sof\s)|(?<=end\sof\sthe\s)|(?<=later\sin\s)|(?<=earlier\sin\s)|(?<=half\sof\s)|(?<=part\sof\s)|"
        r"(?<=course\sof\s)|(?<=start\sof\s))(?:the\s)?(?P<unit>year|month|quarter|week|decade)\b",
        _this,
    ),
    _rule(
        r"(?:yesterday|today|tomorrow|(?:(?<=and\s)|(?<=to\s)|(?<=till\s)|(?<=until\s)|(?<=between\s))(?:now|the\spresent|(?:the\s)?current\sdate)\b)\b",
        _day_word,
    ),
    _rule(
        r"(?:the\s)?(?:rest|remainder|remaining)\s(?:of\s)?(?:the|this|my)\s(?P<unit>week|month|quarter|year)\b", _rest
    ),
    _rule(rf"(?:the\s)?year\s(?P<words>{_YEAR_WORDS})\b|(?P<words2>{_YEAR_WORDS})\b", _word_year),
    _rule(
        r"(?:the\s)?(?P<century>nineteen|eighteen|twenty)[\s-](?P<decade>twent|thirt|fort|fift|sixt|sevent|eight|ninet|ten)(?:ies|s)\b",
        _word_decade,
    ),
    _rule(
        rf"(?P<letter>[QH])(?P<q>[1-4])(?:(?:\s(?:of\s|in\s)?(?:fiscal\s(?:year\s)?|FY\s?)?|-|,\s){_YEAR}|\s?FY(?P<short>\d\d)|\s['’](?P<year2>\d\d)|\s(?:of\s)?(?P<whose>last|this|next)\syear)?(?!\w)",
        _quarter,
    ),
    _rule(
        r"(?:(?:FY|CY)\s?['’]?(?P<year2>\d{4}|\d\d)|(?:fiscal(?:\s+year)?|financial\s+year|calendar\s+year|(?:the\s)?year)\s(?P<year>(?:19|20)\d\d))(?![\d,/%])",
        _year,
    ),
    _rule(r"(?:the\s)?noughties\b", _noughties),
    _rule(r"(?:the\s)?weekend\b(?!\s(?:after|before))", _weekend),
    _rule(rf"week\s(?P<n>\d{{1,2}})\b(?:\sof\s{_YEAR})?", _week),
    _rule(
        rf"(?:{_STEP}\s)?(?P<name>christmas(?:\seve)?|new\syear['’]s\s(?:day|eve)|easter|halloween|independence\sday|labor\sday|thanksgiving|black\sfriday)\b(?:\s(?:of\s)?{_YEAR})?",
        _holiday,
    ),
    _rule(rf"(?:the\s)?{_STEP}\s(?P<season>spring|summer|autumn|winter|(?<=last\s|next\s|this\s)fall)\b(?!-)", _season),
    _rule(rf"(?:the\s)?(?P<season>spring|summer|autumn|winter|fall(?=\sof))\s(?:of\s)?{_YEAR}", _season),
    _rule(r"(?:the\s)?['’]?(?P<year>1[5-9]\d0|20\d0|[2-9]0)['’]?s\b", _decade),
    _rule(MONTH, _named_month),
]


def _any_of(rules: list[_Rule]) -> re.Pattern[str]:
    """Matches lower case wherever one of the rules may, with a group for each: the first to match is the first to try.

    The groups of the rules lose their names and references, their letters the upper case, but for escapes (\\W)."""
    plain = [re.sub(r"\(\?P=\w+\)", ".", pattern.pattern) for pattern, _ in rules]
    groups = "|".join("(" + re.sub(r"\?P<\w+>", "?:", pattern) + ")" for pattern in plain)
    return re.compile(re.sub(r"\\.|[A-Z]", lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), groups))


_ANY_DIGIT, _ANY_WORD = _any_of(_DIGIT_RULES), _any_of(_WORD_RULES)
