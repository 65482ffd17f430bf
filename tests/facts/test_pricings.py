"""Prices of a numbered list's entries."""

from __future__ import annotations

from newsledger.facts import extract
from newsledger.facts.pricings import pricings

_LIST = """1. Quillon Desk

A desk for teams.

Pricing: Basic plan at $9/seat/month, rising to Crew at $35/seat/month.

2. Loomwork Fair (Leeds)
Date: May 3
Pricing: $120–$900 by the day.

3. Corrie Notes
Pricing: Four plans from $12 to $80 a month.
"""


def _told(text: str) -> list[tuple[object, ...]]:
    return [(f.subject, f.object, f.value and f.value.min, f.value and f.value.max) for f in pricings(text)]


def test_a_price_is_its_entrys_and_plans() -> None:
    assert _told(_LIST) == [
        ("Quillon Desk", "Basic plan", 9.0, 9.0),
        ("Quillon Desk", "Crew", 35.0, 35.0),
        ("Loomwork Fair", "Loomwork Fair", 120.0, 900.0),
        ("Corrie Notes", "Four plans", 12.0, 80.0),
    ]


def test_a_line_is_read_once() -> None:
    priced = [f for f in extract(_LIST).facts if f.type == "price_change"]
    assert len(priced) == 4


def test_a_prices_evidence_is_its_line_without_the_space_around_it() -> None:
    text = "1. Quillon Desk\n  Pricing: Basic $5 \nDone."
    assert [text[f.start : f.end] for f in pricings(text)] == ["Pricing: Basic $5"]


def test_without_an_entry_there_is_no_price() -> None:
    assert _told("Pricing: Basic plan at $9 a month.") == []
