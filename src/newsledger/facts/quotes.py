"""Lines of a flattened table of stock quotes: "TLS TALLIS GROUP INC. 225.86 -12.99 -5.44%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsledger.records import Change, Fact, Quantity

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LINE = re.compile(
    rf"^(?P<ticker>[A-Z][A-Z0-9.]{{0,5}})\s+(?P<name>[A-Z][^\n%]{{1,60}}?)\s+\$?(?P<price>{_NUMBER})\s+"
    rf"(?P<sign>[-+−–])\s?\$?(?:{_NUMBER})\s+\(?[-+−–]?\s?(?P<percent>{_NUMBER})\s?%\)?\s*$",
    re.MULTILINE,
)


def quotes(text: str) -> Iterator[Fact]:
    """The share prices and symbols of a text's quote lines: ticker, name, price, movement, movement in percent.

    Prices are taken for US dollars, as the tables that news sites embed give them."""
    for line in _LINE.finditer(text):
        up = line["sign"] == "+"
        price, percent = _value(line["price"]), _value(line["percent"])
        quote = Fact(
            type="share_price",
            subject=line["name"].strip(),
            start=line.start(),
            end=line.end("percent") + 1,
            attribute="rise" if up else "fall",
            value=Quantity(price, price, "USD", "exact", True),
            change=Change(percent, percent, "percent", "up" if up else "down"),
            confidence=0.8,
            subject_kind="organization",
        )
        yield quote
        yield replace(quote, type="company_profile", attribute="ticker", object=line["ticker"], value=None, change=None)


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))
