"""Tables whose cells are parted by tabs, under a line of labels: "Company, Revenue", "Tallis Group, $7.7B"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsledger.facts import lexicon
from newsledger.facts.lemmas import singular
from newsledger.facts.values import Found, quantities
from newsledger.records import Fact, Kind, Quantity

_LINE = re.compile(r"^[^\n\t]+(?:\t[^\n\t]+)+$", re.MULTILINE)
_FIRMS = frozenset(
    "company firm manufacturer brand bank supplier vendor developer organization organisation retailer maker airline "
    "operator contractor publisher insurer carrier employer".split()
)
_PLACES = frozenset("country state city region province".split())
_PROFILES = {
    "employees": "employees",
    "headcount": "employees",
    "headquarters": "headquarters",
    "hq": "headquarters",
    "founded": "founded",
    "ticker": "ticker",
    "symbol": "ticker",
    "valuation": "valuation",
    "industry": "industry",
}
_SCALE = re.compile(r"\(?(?:in )?(?P<sign>US\$|[$€£])? ?(?P<scale>millions?|billions?|bn|mn|m|b)\)", re.I)
_SIGNS = "$€£"
_BRACKET = re.compile(r"\s*\([^)]*\)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column's cells say of the row's subject: a measure or an attribute of a profile."""

    at: int
    label: str
    attribute: str | None = None  # of a profile
    period: str | None = None
    sign: str = ""
    scale: str = ""


def tables(text: str) -> Iterator[Fact]:
    """The measures and profiles that a text's tables give of firms and places, a fact each cell."""
    if "\t" not in text:
        return
    labels: list[str] = []
    columns: list[_Column] = []
    named, ends = -1, -1
    for line in _LINE.finditer(text):
        cells = [cell.strip() for cell in line[0].split("\t")]
        if line.start() != ends + 1 or len(cells) != len(labels):
            labels, named = cells, _named(cells)
            columns = [c for at in range(named + 1, len(cells)) if (c := _column(cells[at], at))] if named >= 0 else []
        elif named >= 0 and cells[named][:1].isalnum():
            kind: Kind = "place" if labels[named].lower() in _PLACES else "organization"
            yield from _row(line, cells, cells[named], kind, columns)
        ends = line.end()


def _named(labels: list[str]) -> int:
    """The column that says whose a row is; -1 where none of the labels of the first two does."""
    heads = [label.split()[-1].lower() if label else "" for label in labels[:2]]
    return next((at for at, head in enumerate(heads) if head in _FIRMS | _PLACES), -1)


def _column(label: str, at: int) -> _Column | None:
    plain = _YEAR.sub("", _BRACKET.sub("", label)).strip().lower()
    if plain in _PROFILES:
        return _Column(at, plain, _PROFILES[plain])
    if not plain or lexicon.words("measures").isdisjoint((last := plain.split()[-1], singular(last))):
        return None
    year, scale = _YEAR.search(label), _SCALE.search(label)
    sign, size = (scale["sign"] or "", scale["scale"]) if scale else ("", "")
    return _Column(at, plain, None, year[0] if year else None, sign, size)


def _row(line: re.Match[str], cells: list[str], name: str, kind: Kind, columns: list[_Column]) -> Iterator[Fact]:
    for column in columns:
        cell, attribute = cells[column.at], column.attribute
        worded = attribute in ("headquarters", "ticker", "industry")
        value = None if worded else _value(column, cell)
        if (worded and cell[:1].isalpha()) or value is not None:
            yield Fact(
                type="company_profile" if attribute else "metric",
                subject=name,
                start=line.start(),
                end=line.end(),
                attribute=attribute or column.label,
                object=cell if worded else None,
                value=value,
                period=column.period,
                confidence=0.7,
                subject_kind=kind,
            )


def _value(column: _Column, cell: str) -> Quantity | None:
    """The one amount that a cell holds; a bare number takes the unit that the label has, people or a year."""
    if column.attribute == "founded":
        return Quantity(float(cell), float(cell), "year") if _YEAR.fullmatch(cell) else None
    if column.attribute == "employees":
        return _sole(f"{cell} people", ("count",))
    if column.scale:  # millions of what only a sign says
        sign = column.sign or (cell[:1] if cell[:1] in _SIGNS else "")
        return _sole(f"{sign}{cell.lstrip(_SIGNS)} {column.scale}", ("money",)) if sign else None
    return _sole(cell, ("money", "percent", "count"))


def _sole(shown: str, kinds: tuple[str, ...]) -> Quantity | None:
    found: list[Found] = list(quantities(shown))
    whole = len(found) == 1 and found[0].kind in kinds and found[0].end - found[0].start >= len(shown) - 2
    return found[0].value if whole else None
