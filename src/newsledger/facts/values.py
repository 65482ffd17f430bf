"""Quantities in a text: money, percents, counts of something and bare numbers, with bounds, ranges and word numbers.

A number is found first; what stands left of it (a currency sign, a bound) and right of it (a unit) says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from newsledger.facts import numbers
from newsledger.facts.currencies import CENTS, CODES, LOWER_CODES, NATIONS, NOUNS, SYMBOLS
from newsledger.facts.sentences import lowered
from newsledger.facts.units import JOBS, NOT_UNITS, PLURALS, STOPS
from newsledger.records import Quantity

Kind = Literal["money", "percent", "count", "number"]
Qualifier = Literal["exact", "approx", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity at text[start:end]."""

    start: int
    end: int
    kind: Kind
    value: Quantity


def _any(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_CODE = rf"(?:{_any(CODES | LOWER_CODES)})"
_DOLLARS = rf"(?i:{_any(s for s in SYMBOLS if '$' in s)})|(?<![A-Za-z])[Cc]\s\$"
_GLUED = ("Won", "Bt", "DM", "R", "N")  # words of their own but for a figure right behind them
_RAND = r"R(?=\d[\d,]*(?:(?:\.\d+)?\s?(?:bn|m|million|billion|trillion)\b|\.\d\d\b))"  # no model as "R8"
_NAIRA = r"N(?=\d[\d,]*(?:\.\d+)?\s?(?:bn|m|million|billion|trillion)\b|\d{1,3},\d{3})"  # no mask as "N95"
_PLAIN = _any(s for s in SYMBOLS if "$" not in s and s not in _GLUED)
_SIGN = rf"(?:{_DOLLARS}|{_PLAIN}|(?:{_any(_GLUED[:-2])})(?=\d)|{_RAND}|{_NAIRA}|{_CODE})"
_SCALED = rf"(?:[^\S\t]?-?(?i:{numbers.SCALE})(?![A-Za-z]))?"
_CORE = re.compile(
    rf"(?:(?<![\w$])(?P<sign>{_SIGN}|M(?P<mega>{_CODE})|[Dd]ollar)[\s\u00a0]?(?:-\s?)?|(?<![\w.$/])(?<!\d,)(?<!\d[-–:]))"
    rf"(?P<number>{numbers.DIGITS}|(?i:{numbers.WORDS}))(?P<scale>{_SCALED})",
)
_RANGE = re.compile(
    rf"(?P<plus>\+)?(?P<percent>\s?(?:%|per\s?cents?\b|percents?\b)(?=\s?(?:-|–|—|to|and)\s?[\w.]+\s?(?:%|per)))?(?P<by>\s?[-–—]\s?|\sto\s|\sand\s|\sor\s)(?P<sign>{_SIGN})?\s?"
    rf"(?P<number>{numbers.DIGITS}|(?i:{numbers.WORDS}))(?P<scale>{_SCALED})"
)
# Every alternative begins with a letter or digit of its own, so that the search passes quickly over all other text.
_SPELLED = (
    "half thirds? quarters? fifths? sixths? eighths? tenths? hundred thousand million billion trillion crore lakh dozen"
).split()
_GATE = re.compile("|".join([*"0123456789", *(rf"{word}\b" for word in (*_SPELLED, *numbers.SMALL))]))
_BEFORE = 16  # characters that a number's first word, or its currency, may stand before what the gate finds
_UNIT = re.compile(
    rf"[\s\u00a0]?(?:(?P<percent>%(?![\w%])|per\s?cents?\b|percents?\b|percentage\b(?:\spoints?\b)?|pct\b|pc\b|p\.p\.|pp\b|points?\b(?=\sof\s(?:market\s)?share))"
    rf"|(?P<basis>(?:basis\spoints?|bps|bp)\b)|(?P<mega>M)(?={_CODE}\b))",
    re.IGNORECASE,
)
_BASIS = re.compile(r"[\s-]?(?:basis[\s-]points?|bps?)\b", re.IGNORECASE)
_MONEY = re.compile(
    rf"[\s\u00a0-]?(?:(?P<code>M?{_CODE})(?![A-Za-z])|(?P<symbol>[$£€¥₹₩₽₺₪₡₭₦₱฿₫₴])(?!\s?\d)"
    rf"|(?i:(?P<nation>{_any({n for n, _ in NATIONS})})\s)?(?P<noun>(?!mark\b)(?i:{_any(NOUNS)}))(?i:s|es)?\b"
    rf"|(?P<cent>(?:{_any(c for c in CENTS if c not in 'cp¢')})\b|¢|[cp]\b(?![.-]\w)))"
    r"(?P<late>\s(?:million|billion|trillion)\b)?"
)
_CHANGE = re.compile(
    rf"\s(?:(?:and\s)(?P<a>\d\d?|(?i:{numbers.WORDS}))(?:\s(?:cents?|pence))|(?P<b>\d\d|(?i:{numbers.WORDS}))(?=\s?(?:[.,;]|more\b|$)))"
)
_FRACTION = re.compile(
    r"\b(?:(?P<half>(?:one[\s-])?half)(?=\sof\b|\s(?:the|its|their|all|his|her)\b)(?<!first half)(?<!second half)"
    r"|(?P<count>an?|one|two|three|four)[\s-](?P<part>third|quarter|fifth|tenth|sixth|eighth)s?(?=\sof\b(?!\s\d)|\s(?:the|its|their|more|less|higher|lower|stake|share|interest|owned|off)\b|[\s-](?:stake|share|interest)\b))",
    re.IGNORECASE,
)
_FRACTION_BY = re.compile(
    r"(?:(?<=\bby\s)|(?<=\bthan\s)|(?<=\bnearly\s)|(?<=\balmost\s)|(?<=\babout\s)|(?<=\baround\s)|(?<=\broughly\s)|(?<=\bdown\s)|(?<=\bup\s)"
    r"|(?<=\brose\s)|(?<=\bfell\s)|(?<=\bgrew\s)|(?<=\bclimbed\s)|(?<=\bdropped\s)|(?<=\bjumped\s)|(?<=\bslipped\s)"
    r"|(?<=\bdeclined\s)|(?<=\bgained\s)|(?<=\blost\s)|(?<=\bshrank\s)|(?<=\brisen\s)|(?<=\bfallen\s))"
    r"(?:(?P<half>half)|(?P<count>an?|one|two|three|four)[\s-](?P<part>third|quarter|fifth|tenth|sixth|eighth)s?)"
    r"(?=\s(?:to|in|on|from|this|last|since|after|compared|year|as|and|at|while|but|when|for|over|during|because)\b|[,.;])",
    re.IGNORECASE,
)
_ONE_IN = re.compile(  # "will cut one in ten jobs"
    rf"\b(?P<count>one|two|three|four)[\s-](?:in|out\sof)[\s-](?:every\s)?(?P<whole>\d+|{numbers.WORDS})"
    r"(?=\s(?:of\s)?(?:[\w-]+\s){0,2}(?:jobs|posts|positions|roles|workers|employees|staff|people)\b)",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"(?<![\w-])(?<!\band\sa\s)(?:(?P<half>half)(?:[\s-]an?)?|(?:(?:an?|one)[\s-])?(?P<part>quarter)(?:[\s-]of[\s-]an?)?)[\s-](?:percentage[\s-])?point\b",
    re.IGNORECASE,
)  # "cut its rate by a quarter of a percentage point"
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_AT_LEAST = (
    "more than|well over|over|at least|above|exceeding|in excess of|upwards of|no less than|not less than|no fewer than|"
    "greater than|north of|a minimum of|minimum of|topped|tops|surpassed|surpassing|exceeds|exceeded"
)
_AT_MOST = (
    "up to|as much as|as many as|less than|under|below|fewer than|lower than|at most|no more than|not more than|"
    "a maximum of|maximum of|as high as"
)
_APPROX = (
    r"about|around|approximately|approx\.?|roughly|nearly|almost|close to|some|an estimated|estimated|circa|just over|"
    "just under|a little over"
)
_BOUND = re.compile(
    rf"(?:(?P<about>\b(?:{_APPROX})|[~≈])|\b(?P<least>{_AT_LEAST})|\b(?P<most>{_AT_MOST}))\s?(?:an?\s|estimated\s|total\sof\s|(?(about)the\s|(?!)))?\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|either)\s\Z", re.IGNORECASE)
# "fell 50 to 700" and "from 5 to 7" name two numbers, no range.
_MOVES = re.compile(
    r"\b(?:from|by|up|down|fell|falls?|rose|rises?|rising|falling|dropp?(?:ed|s)?|gain(?:ed|s)?|lost|climb(?:ed|s)?|slipp?(?:ed|s)?|"
    r"add(?:ed|s)?|jump(?:ed|s)?|surged?|plunged?|tumbled?|advanced|declined?|increased?|decreased?|soared|slid|sank|shed|cut|raised|lowered|reduced)"
    r"\s(?:about\s|nearly\s|more\sthan\s|as\smuch\sas\s|by\s|from\s|another\s){0,2}\Z",
    re.IGNORECASE,
)
# "edged up to 6.4%": the particle of a verb that moves, no bound.
_MOVES_UP = re.compile(
    r"\b(?:edg|inch|creep|crept|tick|nudg|mov|go|went|climb|step|ramp|pick|head|push|spe)\w*\sup\sto\b"
)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent)", re.IGNORECASE)
_BY_SO_MUCH = re.compile(r"\bby (?:about |around |roughly |some )?\Z", re.IGNORECASE)  # "rose by 5 to 10 percent"
_RANGES = re.compile(r"\brang(?:e|es|ed|ing)\sfrom\s\Z")  # "ranged from 5 to 7"
_IS_VERB = re.compile(r"(?:topp|surpass|exceed|tops)", re.IGNORECASE)  # the clause's verb, that is
_AFTER = re.compile(
    r"(?P<plus>\+|-plus\b|\splus\b(?!\s\w)|\sor\s(?:more|above|higher|greater)\b)|(?P<less>\sor\s(?:less|fewer|under|lower)\b)"
)
_MINUS = re.compile(r"(?:\bminus\s|(?<![\w)])[-−])\Z", re.IGNORECASE)
_NOUN = re.compile(r"([ \u00a0-])([A-Za-z][\w'’]*(?:-[a-z]+)*)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATED_LEFT = re.compile(
    rf"(?:\b{_MONTH}|\b(?:FY|Q|H|No|nos?|number|version|chapter|section|page|week|day|phase|series|level|age|aged|grade|type|model|class|form|article|item|rule|title|channel)\.?)\s?\Z",
)
_DATED_RIGHT = re.compile(
    rf"(?:[A-Za-z]|\s{_MONTH}(?![a-z])|[:/]\d|\s?[ap]\.?m\b|\so'clock|\s(?:GMT|UTC|BST|CET|EST|EDT|ET|PST|PDT|PT)\b|-year-old|[\s-]?(?:st|nd|rd|th)\b)"
)
_CAPITALISED = re.compile(r"(?<![\w.])([A-Za-z]*[A-Z]\w*)[\s-]\Z")


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Every money amount, percent, count of something and bare number in text[start:end], left to right.

    Years, dates, clock times, ordinals and numbers of models are none. `min` is null for "up to", `max` for "more
    than"; "$" and other shared names of currencies are taken for the likeliest one, marked `unit_inferred`."""
    end = len(text) if end is None else end
    lower = lowered(text)
    if not _GATE.search(lower, start, end):
        return
    fractions = list(_fractions(text, start, end))
    position = start
    while (gate := _GATE.search(lower, position, end)) and (
        match := _CORE.search(text, max(position, gate.start() - _BEFORE), end)
    ):
        while fractions and fractions[0].start < match.end():
            fraction = fractions.pop(0)
            if fraction.start >= position:
                position = fraction.end
                yield fraction
        if match.start() < position:
            continue
        found, position = _read(text, match, start, end)
        if found:
            yield found
    yield from (fraction for fraction in fractions if fraction.start >= position)


def _fractions(text: str, start: int, end: int) -> Iterator[Found]:
    """Halves, thirds and the like, left to right."""
    said = text[start:end].lower()
    parts = any(part in said for part in ("half", *_PARTS))
    shares = any(share in said for share in ("one in ", "two in ", "three in ", "four in ", " out of "))
    points = list(_POINT.finditer(text, start, end)) if parts and "point" in said else []
    found_by = (*((_FRACTION, _FRACTION_BY) if parts else ()), *((_ONE_IN,) if shares else ()))
    matches = [match for pattern in found_by for match in pattern.finditer(text, start, end)]
    apart = [m for m in matches if not any(p.start() <= m.start() < p.end() for p in points)]
    for match in sorted((*points, *apart), key=lambda m: m.start()):
        if found := _point_part(text, match, start) if match.re is _POINT else _fraction(text, match, start):
            yield found


def _point_part(text: str, match: re.Match[str], floor: int) -> Found:
    """A half or quarter of a percentage point."""
    part = 0.5 if match["half"] else 0.25
    return _make(text, match.start(), match.end(), "percent", part, part, "percent", False, floor, match.end())


def _read(text: str, match: re.Match[str], floor: int, ceiling: int) -> tuple[Found | None, int]:
    """What the number is, and where to go on."""
    low = _value(text, match)
    if low is None:
        return None, match.end()
    sign, stop = match["sign"], match.end()
    low, high, stop, other = _range(text, match, low, floor, ceiling)
    kind, unit, inferred, factor, stop = _unit(text, sign or other, stop, ceiling, match)
    if kind == "money" and high == low and low == int(low) and factor == 1 and not sign:
        low, stop = _small_change(text, low, stop, ceiling)
        high = low
    if kind == "number":
        counted = _counted(text, match, low, stop, floor, ceiling)
        if not counted:
            return None, stop
        kind, unit, stop = counted
    return _make(text, match.start(), stop, kind, low * factor, high * factor, unit, inferred, floor, ceiling), stop


def _value(text: str, match: re.Match[str]) -> float | None:
    raw, scaled = match["number"], match["scale"]
    if not raw[0].isdigit():
        base = numbers.words(raw)
        return None if base is None else base * numbers.scale(scaled)
    sign = match.groupdict().get("sign") or ""
    tail = text[match.end() : match.end() + 4]
    continental = (
        sign in ("€", "EUR") or scaled.strip().startswith(("Mio", "Mrd")) or tail.strip().startswith(("€", "EUR"))
    )
    return numbers.digits(raw, continental) * numbers.scale(scaled)


def _range(
    text: str, match: re.Match[str], low: float, floor: int, ceiling: int
) -> tuple[float, float, int, str | None]:
    """Low and high of a range that begins with the number, its end and the sign that its second number bears."""
    second = _RANGE.match(text, match.end(), ceiling)
    if not second or not second["number"]:
        return low, low, match.end(), None
    before = max(floor, match.start() - 40)
    by, word = second["by"].strip(), match["number"]
    if by == "and" and not _BETWEEN.search(text, before, match.start()):
        return low, low, match.end(), None
    shares = second["percent"] or (not match["sign"] and _PERCENT.match(text, second.end(), ceiling))
    by_percent = bool(shares) and _BY_SO_MUCH.search(text, before, match.start()) is not None
    ranges = _RANGES.search(text, before, match.start()) is not None
    if by == "to" and not by_percent and not ranges and _MOVES.search(text, before, match.start()):
        return low, low, match.end(), None
    if match["sign"] and not second["sign"] and by in ("to", "or") and not second["scale"] and match["scale"]:
        return low, low, match.end(), None
    if word[0].isdigit() != second["number"][0].isdigit():
        return low, low, match.end(), None
    if second["sign"] and not match["sign"] and _CAPITALISED.search(text, before, match.start()):
        return low, low, match.end(), None  # "cut the Kelpie 3 to $299"
    high = _value(text, second)
    if high is None:
        return low, low, match.end(), None
    if not match["scale"] and second["scale"]:
        shared = low * numbers.scale(second["scale"])
        low = shared if shared <= high else low
    if not low < high <= 100 * low or (by == "or" and high != low + 1):
        return low, low, match.end(), None
    return low, high, second.end(), second["sign"]


def _unit(
    text: str, sign: str | None, stop: int, ceiling: int, match: re.Match[str]
) -> tuple[Kind, str | None, bool, float, int]:
    """Kind, unit, whether the unit is a guess, what to multiply by, and where the quantity ends."""
    if sign:
        return _signed(text, sign, stop, ceiling, match)
    if percent := _UNIT.match(text, stop, ceiling):
        if percent["basis"]:
            return "percent", "percent", False, 0.01, percent.end()
        if percent["percent"]:
            return "percent", "percent", False, 1.0, percent.end()
    if basis := _BASIS.match(text, stop, ceiling):
        return "percent", "percent", False, 0.01, basis.end()
    if money := _MONEY.match(text, stop, ceiling):
        return _named(money)
    return "number", None, False, 1.0, stop


def _signed(
    text: str, sign: str, stop: int, ceiling: int, match: re.Match[str]
) -> tuple[Kind, str | None, bool, float, int]:
    if match["mega"]:
        return "money", _iso(match["mega"]), False, 1e6, stop
    if sign.lower() == "dollar":
        return "money", "USD", True, 1.0, stop
    plain = re.sub(r"\s", "", sign)
    unit = SYMBOLS.get(plain) or SYMBOLS.get(plain.upper()) or _iso(plain)
    money = _MONEY.match(text, stop, ceiling)
    if plain == "$" and money and money["code"] and money["code"] in CODES:
        return "money", _iso(money["code"]), False, 1.0, money.end()
    return "money", unit, plain in ("$", "¥", "Rs", "Rs."), 1.0, stop


def _named(money: re.Match[str]) -> tuple[Kind, str | None, bool, float, int]:
    factor = numbers.scale(money["late"] or "")
    if money["code"]:
        code = money["code"]
        if code.startswith("M") and code not in CODES:
            code, factor = code[1:], 1e6
        return "money", _iso(code), False, factor, money.end()
    if money["symbol"]:
        return "money", SYMBOLS[money["symbol"]], money["symbol"] in "$¥", factor, money.end()
    if money["cent"]:
        unit, inferred = CENTS[money["cent"]]
        return "money", unit, inferred, 0.01 * factor, money.end()
    noun = money["noun"].lower()
    unit, inferred = NOUNS[noun]
    nation = NATIONS.get(((money["nation"] or "").lower(), noun))
    return "money", nation or unit, inferred and not nation, factor, money.end()


def _iso(code: str) -> str:
    code = code.upper()
    return {"RMB": "CNY", "CNH": "CNY", "BTC": "XBT"}.get(code, code)


def _small_change(text: str, low: float, stop: int, ceiling: int) -> tuple[float, int]:
    """ "thirteen dollars and forty-five cents", "15 dollars 50"."""
    match = _CHANGE.match(text, stop, ceiling)
    if not match:
        return low, stop
    raw = match["a"] or match["b"]
    cents = float(raw) if raw.isdigit() else numbers.words(raw)
    return (low + cents / 100, match.end()) if cents and cents < 100 else (low, stop)


def _counted(
    text: str, match: re.Match[str], low: float, stop: int, floor: int, ceiling: int
) -> tuple[Kind, str | None, int] | None:
    """Of what a number without a unit is the count; None where it is a date, a model's number or a span of time."""
    raw = match["number"]
    is_bare = not match["scale"].strip()
    before = max(floor, match.start() - 24)
    if _DATED_RIGHT.match(text, stop, ceiling) or (is_bare and _DATED_LEFT.search(text, before, match.start())):
        return None
    if raw in ("One", "Zero", "zero"):
        return None
    told = None if _THEN.match(text, stop, ceiling) else _noun(text, stop, ceiling)
    noun, after = told or (None, stop)
    if noun in NOT_UNITS:
        return None
    is_year = is_bare and raw.isdigit() and len(raw) == 4 and 1800 <= low < 2100
    if is_year and (noun is None or singular(noun) != "person" or noun in ("jobs", "staff")):
        return None
    if is_year and _IN_A_YEAR.search(text, before, match.start()):
        return None
    name = _CAPITALISED.search(text, before, match.start())
    if is_bare and name and _is_name(name[1]) and "," not in raw:
        return None
    if noun:
        return "count", singular(noun), after
    if raw[0].isdigit() or not is_bare or low >= 100:
        return ("number", None, stop)
    return None


_IN_A_YEAR = re.compile(r"\b(?:in|by|since|until|from|of|during|after|before|early|late|mid)[ -]\Z", re.IGNORECASE)
_THEN = re.compile(  # "to 220 last year", "from 90 two years ago" count no years
    r"\s+(?:more\s+)?(?:(?:last|next|this) |"
    rf"(?i:an?|{numbers.WORDS}|\d+)\s(?:decade|year|month|week|day)s?\s(?:ago|earlier|before)\b)"
)


def _is_name(word: str) -> bool:
    """Whether "word 15" reads as a model ("iPhone 15") rather than as a sentence's beginning ("Some 300")."""
    return word.lower() not in STOPS and word.lower() not in (
        "some", "nearly", "about", "around", "almost", "roughly", "another", "these", "those", "its", "approximately",
        "employees", "all", "only", "just", "up", "down", "last", "first", "next", "top", "eps",
    )  # fmt: skip


_BEFORE_GOODS = frozenset("gas news sales sports".split())  # no plurals, though they end as such


def _noun(text: str, stop: int, ceiling: int) -> tuple[str | None, int]:
    """The counted noun after a number: the first plural of the next four words, or a word joined by a hyphen."""
    position = stop
    for step in range(5):
        match = _NOUN.match(text, position, ceiling)
        if not match:
            return None, stop
        word, lower = match[2], match[2].lower()
        if match[1] == "-" and step == 0:
            return lower.split("-")[0], match.start(2) + len(lower.split("-")[0])
        if lower == "of" and step == 0:
            position = match.end()
            continue
        if lower in NOT_UNITS:
            return lower, match.end()
        if lower in STOPS or "'" in word or "’" in word:
            return None, stop
        goods = _NOUN.match(text, match.end(), ceiling) if lower in _BEFORE_GOODS else None
        if goods is not None and goods[2][-1] == "s" and goods[2].islower():
            position = match.end()  # "four gas carriers"
            continue
        if lower in PLURALS or (
            len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ous"))
        ):
            return (word if not word[0].isupper() and any(map(str.isupper, word)) else lower), match.end()
        position = match.end()
    return None, stop


def _fraction(text: str, match: re.Match[str], floor: int) -> Found | None:
    if match.re is _ONE_IN:
        whole = int(match["whole"]) if match["whole"].isdigit() else numbers.words(match["whole"])
        value = round(100 * (numbers.words(match["count"]) or 1) / (whole or 100), 1)
    elif match["half"]:
        value = 50.0
    else:
        value = round(100 * (numbers.words(match["count"]) or 1) / _PARTS[match["part"].lower()], 1)
        if value > 100:
            return None
    if re.search(
        r"\b(?:first|second|third|fourth|latter|last|next|other|better)\s\Z",
        text[max(floor, match.start() - 8) : match.start()],
    ):
        return None
    return _make(text, match.start(), match.end(), "percent", value, value, "percent", False, floor, match.end())


def _printed(value: float) -> float:
    """The number as printed: 8.2 times a billion is 8199999999.999999 to a float."""
    return float(f"{round(value, 6):.15g}")


def _make(
    text: str,
    start: int,
    stop: int,
    kind: Kind,
    low: float,
    high: float,
    unit: str | None,
    inferred: bool,
    floor: int,
    ceiling: int,
) -> Found:
    low, high = _printed(low), _printed(high)
    if kind != "count" and (minus := _MINUS.search(text, max(floor, start - 7), start)) and low == high:
        start, low, high = minus.start(), -low, -high
    qualifier: Qualifier = "exact"
    bound = _BOUND.search(text, max(floor, start - 30), start)
    if bound and not _MOVES_UP.search(text, max(floor, bound.start() - 12), start):
        start = start if _IS_VERB.match(bound[0]) else bound.start()
        qualifier = "approx" if bound["about"] else "at_least" if bound["least"] else "at_most"
    if after := _AFTER.match(text, stop, ceiling):
        stop, qualifier = after.end(), "at_least" if after["plus"] else "at_most"
    lower = None if qualifier == "at_most" and low == high else low
    upper = None if qualifier == "at_least" and low == high else high
    return Found(start, stop, kind, Quantity(lower, upper, unit, qualifier, inferred))


_MULTIPLES = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "quintuple": 5.0, "halve": 0.5}
_FOLD = re.compile(r"(\d{1,4}(?:\.\d+)?|[a-z]+)-?fold|(\d{1,4}(?:\.\d+)?)x", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def multiple(word: str) -> tuple[float, Literal["up", "down"]] | None:
    """The movement in percent that a word for a multiple states: "doubled" is (100, "up"), "halved" (50, "down"),
    "tenfold" (900, "up"); None for other words."""
    lower = word.lower()
    if match := _FOLD.fullmatch(lower):
        raw = match[1] or match[2]
        times = float(raw) if raw[0].isdigit() else numbers.words(raw)
    else:
        stem = re.sub(r"(?:ing|ed|d|s)$", "", lower)
        times = _MULTIPLES.get(stem) or _MULTIPLES.get(stem + "e") or _MULTIPLES.get(lower)
    if not times:
        return None
    return (round(100 * (times - 1), 1), "up") if times > 1 else (round(100 * (1 - times), 1), "down")


def singular(noun: str) -> str:
    """A count noun in the singular, as the facts contract wants units; words for people at work are "person"."""
    if noun.lower() in JOBS:
        return "person"
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
