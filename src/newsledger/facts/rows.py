"""Rows of a list of companies: "Tallis Motors, Inc., Dayton, OH, 6,000", name, city, state and perhaps the staff."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsledger.facts import lexicon
from newsledger.facts.who import Who
from newsledger.records import Fact, Quantity

_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY AB BC MB NB NS ON QC SK"
)
_REGIONS = frozenset(_STATES.split()) | {"Washington"} | lexicon.phrases("places", "|")
_ROW = re.compile(r", ([A-Z][A-Za-z ]{1,20})(?:, (\d[\d,]*))?[ \t]*$", re.MULTILINE)
_PARTED = re.compile(r"[ \t•*-]*(?P<name>[A-Z][^\n]{1,70}), (?P<city>[A-Z][^\W\d]*(?:[ .'’-]+[^\W\d]+){0,3})")
_LEGAL = re.compile(r"\b(?:Inc|Corp|Corporation|Co|Company|Ltd|LLC|LP|PLC|AG|GmbH)\b\.?$")
_STAFF = re.compile(r"\b(?:employees|staff|headcount)\b", re.IGNORECASE)


def rows(text: str, who: Who) -> Iterator[Fact]:
    """Where each company of a list is, and how many it employs if the line above says that the numbers are employees."""
    group: list[Fact] = []
    for match in _ROW.finditer(text):
        row = _row(text, match)
        if group and (row is None or text[group[-1].end : row.start].strip(" \t\n•*-")):
            yield from _told(text, group, who)
            group = []
        if row is not None:
            group.append(row)
    yield from _told(text, group, who)


def _told(text: str, group: list[Fact], who: Who) -> Iterator[Fact]:
    """One row alone may be anything, rows of people are signatures, and rows of halls a tour: half must be companies, by
    their form or by what the rest of the text says of them."""
    firms = sum(_LEGAL.search(r.subject) is not None or _is_known(r.subject, who) for r in group)
    if len(group) > 1 and firms * 2 >= len(group):
        yield from group
        yield from _staffs(text, group)


def _is_known(name: str, who: Who) -> bool:
    full = who.full.get(name, name)
    return who.counts[full] > 1 and who.kinds.get(full) == "organization"


def _row(text: str, match: re.Match[str]) -> Fact | None:
    start = text.rfind("\n", 0, match.start()) + 1
    parted = _PARTED.fullmatch(text, start, match.start())
    if match[1] not in _REGIONS or parted is None or _LEGAL.fullmatch(parted["city"]) or " -" in parted["name"]:
        return None
    return Fact(
        type="company_profile",
        subject=parted["name"],
        object=f"{parted['city']}, {match[1]}",
        attribute="headquarters",
        start=parted.start("name"),
        end=match.end(),
        confidence=0.7,
        subject_kind="organization",
        object_kind="place",
    )


def _staffs(text: str, group: list[Fact]) -> Iterator[Fact]:
    """The numbers at the ends of the rows, where the line above the first says what they are."""
    if not _STAFF.search(text[: group[0].start].rstrip().rpartition("\n")[2]):
        return
    for row in group:
        if last := re.search(r", (\d[\d,]*)\s*$", text[row.start : row.end]):
            count = float(last[1].replace(",", ""))
            yield Fact(
                type="company_profile",
                subject=row.subject,
                attribute="employees",
                value=Quantity(count, count, "person"),
                start=row.start,
                end=row.end,
                confidence=0.7,
                subject_kind="organization",
            )
