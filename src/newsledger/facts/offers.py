"""Lists of offers: a line of what is on sale, "30% Off Kelpie 3, Now $299", and below it a shop: "Get it at Tallis"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsledger.facts.values import quantities
from newsledger.records import Change, Fact, Quantity

_SUM = r"\d[\d,]*(?:\.\d\d)?"
_PRICE = rf"\${_SUM}"
_NAME = r"[A-Z][\w&'’ ]{1,30}"
_LINE = re.compile(r"^[ \t]*(\S[^\n]{0,198}?)[ \t]*$", re.MULTILINE)
_SHOP = re.compile(
    rf"(?:Get|Buy|Order|Grab|Find|Shop)\b(?P<goods> [^.\n]{{0,60}}?)? (?:on|at|from) (?P<shop>{_NAME}?)"
    rf"(?: for \$?(?P<price>{_SUM}))?|Available (?:from|at|on) (?P<seller>{_NAME})"
)
_OFFER = re.compile(
    rf"(?:[A-Z][\w ]{{2,30}}: )?(?:(?P<off>\d\d?%|{_PRICE}) [Oo]ff )?(?P<goods>[A-Z0-9].{{2,150}}?)"
    rf"(?:(?:,? [Nn]ow| for(?: just| only)?| [-–—]) (?P<price>{_PRICE}))?"
    rf"(?: \((?:[Oo]riginally|[Rr]eg\.?|[Ww]as|[Ll]ist) (?P<was>{_PRICE})\))?"
    rf"(?: [Pp]lus .{{3,40}}| (?:on|at|from) (?P<shop>{_NAME}))?"
)
_BARE = re.compile(_PRICE)
_NEAR = 12  # lines under an offer that may name its shop


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    text: str


def offers(text: str) -> Iterator[Fact]:
    """The prices of a text's offers, by their shops; none where no line names a shop."""
    if "$" not in text or not _SHOP.search(text):
        return
    rows = [_Row(m.start(1), m.end(1), m[1]) for m in _LINE.finditer(text)]
    told: _Row | None = None
    for at, row in enumerate(rows):
        if fact := _priced_apart(rows, at) or _headed(rows, at):
            told = row
            yield fact
        elif (shop := _SHOP.fullmatch(row.text)) and shop["price"] and told is not None:
            yield from _elsewhere(rows, at, shop, told)


def _headed(rows: list[_Row], at: int) -> Fact | None:
    """ "Kelpie 3 for $299 (Originally $349)": an offer whose shop stands in it or in a line below."""
    row = rows[at]
    line = _OFFER.fullmatch(row.text)
    if line is None or not (line["price"] or line["off"]) or _SHOP.match(row.text):
        return None
    shop = line["shop"] or _shop_below(rows, at)
    return (
        _fact(row, shop, line["goods"], line["price"], line["off"], bool(line["was"] or line["off"])) if shop else None
    )


def _shop_below(rows: list[_Row], at: int) -> str | None:
    """The shop that a line under the offer names, before the next offer."""
    for row in rows[at + 1 : at + 1 + _NEAR]:
        if shop := _SHOP.fullmatch(row.text):
            return shop["shop"] or shop["seller"]
        line = _OFFER.fullmatch(row.text)
        if line is not None and (line["price"] or line["off"]):
            return None
    return None


def _priced_apart(rows: list[_Row], at: int) -> Fact | None:
    """A line of goods, a line of their price, a line of who has them."""
    if not 0 < at < len(rows) - 1 or not _BARE.fullmatch(rows[at].text):
        return None
    shop = _SHOP.fullmatch(rows[at + 1].text)
    if shop is None:
        return None
    whole = _Row(rows[at - 1].start, rows[at].end, "")
    return _fact(whole, shop["shop"] or shop["seller"], rows[at - 1].text, rows[at].text, None, False)


def _elsewhere(rows: list[_Row], at: int, shop: re.Match[str], told: _Row) -> Iterator[Fact]:
    """A shop's own price of what is offered above, where the offer does not have it."""
    named = (shop["goods"] or "").strip()
    line = _OFFER.fullmatch(told.text)
    goods = named if named[:1].isupper() else line["goods"] if line is not None else ""
    if goods and shop["price"] not in told.text:
        yield _fact(rows[at], shop["shop"], goods, f"${shop['price']}", None, False)


def _fact(row: _Row, shop: str, goods: str, price: str | None, off: str | None, is_cut: bool) -> Fact:
    less = _amount(off) if off else None
    return Fact(
        type="price_change",
        subject=shop.strip(),
        start=row.start,
        end=row.end,
        attribute="cut" if is_cut else "set",
        object=goods.strip(" ,"),
        value=_amount(price) if price else None,
        change=Change(less.min, less.max, less.unit, "down") if less else None,
        confidence=0.7,
        subject_kind="organization",
        object_kind="product",
    )


def _amount(shown: str) -> Quantity | None:
    return next((found.value for found in quantities(shown)), None)
