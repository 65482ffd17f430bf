"""Numbers as they are written: digits with either kind of separator, scales ("bn", "crore") and words for numbers."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
)
_ONES += "eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: n for n, word in enumerate(_ONES.split())} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), start=2)
}
SCALES = {
    "quadrillion": 1e15, "trillion": 1e12, "trn": 1e12, "tn": 1e12, "billion": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9,
    "mrd": 1e9, "million": 1e6, "mln": 1e6, "mn": 1e6, "mio": 1e6, "mm": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3,
    "crore": 1e7, "lakh": 1e5, "hundred": 1e2, "dozen": 12.0,
}  # fmt: skip
ORDINALS = {
    word: n for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), start=1)
} | {"thirtieth": 30}  # fmt: skip

# Each digit run is bounded and ends where digits end, so that a failed match costs no second look.
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,3}(?:\.\d{3}){2,5}(?:,\d{1,9})?"
    r"|\d{1,2}(?:,\d\d){1,3},\d{3}|\d{1,15}(?:\.\d{1,9}|,\d{1,2}(?=\s?(?:Mio|Mrd|[Mm]illi|EUR|€|%)))?)(?![\d]|,\d|\.\d)"
)
SCALE = (
    r"(?:quadrillion|trillion|billion|million|thousand|hundred thousand|hundred|crore|lakh"
    r"|(?:trn|tn|bln|bn|mln|mn|mm)\b|(?:Mrd|Mio)\b\.?"
    r"|(?<=\d)[kKmMbB](?![A-Za-z]))s?"
)
_WORD = "|".join(sorted(SMALL, key=len, reverse=True))
_BIG = "hundred|thousand|million|billion|trillion|crore|lakh|dozen"
WORDS = (
    rf"(?:(?:half|(?:a\s)?quarter|three[\s-]quarters)\s(?:of\s)?(?:an?\s)?(?:million|billion|trillion)"
    rf"|(?:an?\s|one\s)?(?:half[\s-])?(?:{_WORD}|(?:an?|the)\s(?:{_BIG}))"
    rf"(?:[\s-](?:and\s(?:a\shalf\s)?)?(?:{_WORD}|{_BIG})){{0,9}})(?![A-Za-z])"
)
_PARTS = {"half": 0.5, "quarter": 0.25}


def digits(text: str, continental: bool = False) -> float:
    """The value of a run that DIGITS matches; `continental` where "3.000" is three thousand."""
    dots, commas = text.count("."), text.count(",")
    if dots > 1 or (continental and dots == 1 and re.search(r"\.\d{3}$", text)):
        text, dots = text.replace(".", "").replace(",", "."), 0
        return float(text)
    if commas and not re.fullmatch(r"[\d,]*,\d{3}(?:\.\d+)?", text):
        return float(text.replace(",", "."))
    return float(text.replace(",", ""))


def words(text: str) -> float | None:
    """The value of words for a number ("three hundred and five", "half a billion"); None where they are none."""
    total, current, is_number = 0.0, 0.0, False
    tokens = re.findall(r"[a-z]+", text.lower())
    if tokens[0] in ("half", "quarter") or tokens[:2] in (["three", "quarters"], ["a", "quarter"]):
        part = 0.75 if tokens[0] == "three" else _PARTS.get(tokens[0], 0.25)
        return part * SCALES[tokens[-1]] if tokens[-1] in SCALES else None
    for token in tokens:
        if token in SMALL:
            current, is_number = current + SMALL[token], True
        elif token in ("hundred", "dozen"):
            current, is_number = (current or 1) * SCALES[token], True
        elif token in SCALES:
            total, current, is_number = total + (current or 1) * SCALES[token], 0.0, True
    return total + current if is_number else None


def scale(text: str) -> float:
    """What a scale word multiplies by, whatever parts it from its number; 1 for none."""
    word = text.strip().strip("-.").strip().lower()
    if not word:
        return 1.0
    if word.startswith("hundred thousand"):
        return 1e5
    return SCALES.get(word) or SCALES[word.removesuffix("s")]


def ordinal(text: str) -> int | None:
    """The rank that "3rd", "third" or "twenty-third" names."""
    text = text.lower()
    if match := re.match(r"\d{1,2}", text):
        return int(match[0])
    tens, _, ones = text.replace(" ", "-").rpartition("-")
    if tens and tens not in SMALL:
        return None
    return (SMALL[tens] if tens else 0) + ORDINALS[ones] if ones in ORDINALS else None
