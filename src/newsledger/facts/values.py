"""Numbers with their units: money, percents, counts; bounds, ranges and words for numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsledger.records import Quantity

Kind = Literal["money", "percent", "count"]

_SYMBOLS = {
    "US$": "USD", "HK$": "HKD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "S$": "SGD", "NT$": "TWD",
    "NZ$": "NZD", "R$": "BRL", "$": "USD", "£": "GBP", "€": "EUR",
    "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS",
}  # fmt: skip
_WORDS = {
    "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "pound": "GBP", "sterling": "GBP",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupees": "INR", "won": "KRW", "francs": "CHF", "kronor": "SEK",
    "kroner": "NOK", "rubles": "RUB", "roubles": "RUB", "lira": "TRY", "reais": "BRL", "rand": "ZAR", "pesos": "MXN",
}  # fmt: skip
_CODES = (
    "USD EUR GBP JPY CNY RMB HKD INR KRW CAD AUD CHF SEK NOK DKK SGD TWD BRL ZAR RUB MXN NZD TRY PLN AED SAR".split()
)
_SCALES = {
    "trillion": 1e12, "tn": 1e12, "trn": 1e12, "billion": 1e9, "bn": 1e9, "b": 1e9, "mrd": 1e9, "million": 1e6, "mn": 1e6,
    "mio": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3, "crore": 1e7, "lakh": 1e5,
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:\s?-?(?:trillion|billion|million|thousand|crore|lakh|trn|tn|bn|mrd|mio|mn|[kmb](?![A-Za-z])))"
_BOUND = (
    r"(?P<bound>more than|over|at least|above|exceeding|upwards of|as much as|up to|less than|under|below|fewer than|"
    r"at most|about|around|approximately|roughly|nearly|almost|close to|some|an estimated|estimated|~)\s+"
)
_QUANTITY = re.compile(
    rf"(?:{_BOUND})?"
    rf"(?:(?P<symbol>US\$|HK\$|AU\$|CA\$|NT\$|NZ\$|[ACSR]\$|[$£€¥₹₩₽₺₪]|(?:{'|'.join(_CODES)})\s?)\s?)?"
    rf"(?<![\w.,-])(?<!\d)(?P<number>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"(?:\s?(?:-|–|to)\s?(?(symbol)(?:US\$|[$£€¥])?)(?P<number2>{_NUMBER})(?P<scale2>{_SCALE})?)?"
    rf"(?P<percent>\s?%|\s?per ?cent(?:age points?)?\b|\s?percentage points?\b|\s?basis points?\b|\s?bps\b)?"
    rf"(?:\s(?P<word>{'|'.join(_WORDS)}|{'|'.join(_CODES)})\b)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NOUN = re.compile(
    r"(?:\s(?:new|full-time|local|smartphone|retail|monthly|active|paying|daily|global|million))*\s([a-z]{3,}s|people)\b"
)
_NOT_UNITS = frozenset("years months weeks days hours minutes quarters times countries is was has this as its".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity at text[start:end]."""

    start: int
    end: int
    kind: Kind
    value: Quantity


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Every money amount, percent and count of something in text[start:end], left to right."""
    end = len(text) if end is None else end
    if not _DIGIT.search(text, start, end):
        return
    for match in _QUANTITY.finditer(text, start, end):
        if found := _found(text, match):
            yield found


def _found(text: str, match: re.Match[str]) -> Found | None:
    symbol, word = (match["symbol"] or "").strip(), (match["word"] or "").lower()
    low, high = _bounds(match)
    if match["percent"]:
        scale = 0.01 if "b" in match["percent"].lower().strip()[:1] else 1
        return _make(match, "percent", low * scale, high * scale, "percent")
    if symbol or word:
        unit = _SYMBOLS.get(symbol.upper()) or _WORDS.get(word) or (symbol or word).upper()
        return _make(match, "money", low, high, "CNY" if unit == "RMB" else unit, inferred=symbol == "$")
    noun = _NOUN.match(text, match.end())
    if noun and noun[1] not in _NOT_UNITS:
        return _make(match, "count", low, high, singular(noun[1]))
    return None


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    scale2 = _scale(match["scale2"])
    high = float(match["number2"].replace(",", "")) * scale2 if match["number2"] else None
    scale = _scale(match["scale"]) if match["scale"] or high is None else scale2
    low = float(match["number"].replace(",", "")) * scale
    return round(low, 6), round(high if high is not None else low, 6)


def _scale(text: str | None) -> float:
    return _SCALES[text.strip(" -").lower()] if text else 1.0


def _make(match: re.Match[str], kind: Kind, low: float, high: float, unit: str, inferred: bool = False) -> Found:
    bound = (match["bound"] or "").lower()
    lower: float | None = low
    upper: float | None = high
    qualifier: Literal["exact", "approx", "at_least", "at_most"] = "exact"
    if bound in ("more than", "over", "at least", "above", "exceeding", "upwards of"):
        upper, qualifier = None, "at_least"
    elif bound in ("up to", "as much as", "less than", "under", "below", "fewer than", "at most"):
        lower, qualifier = None, "at_most"
    elif bound:
        qualifier = "approx"
    return Found(match.start(), match.end(), kind, Quantity(lower, upper, unit, qualifier, inferred))


def singular(noun: str) -> str:
    """A count noun in the singular, as the facts contract wants units."""
    if noun in ("people", "employees", "workers", "jobs", "staff", "staffers"):
        return "person"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
