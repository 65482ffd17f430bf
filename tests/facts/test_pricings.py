"""Prices of a numbered list's entries."""

from __future__ import annotations

from newsledger.facts import extract
from newsledger.facts.pricings import pricings

_LIST = """1. Quillon Desk

A desk for teams.

Pricing: Standard tier at $14/user/month, scaling to Flex at $40/user/month.

2. Loomwork Fair (Leeds)
Date: May 3
Pricing: $150–$1,700 depending on timing.

3. Corrie Notes
Pricing: Five tiers from $14 to $99 a month.
"""


def _told(text: str) -> list[tuple[object, ...]]:
    return [(f.subject, f.object, f.value and f.value.min, f.value and f.value.max) for f in pricings(text)]


def test_a_price_is_its_entrys_and_plans() -> None:
    assert _told(_LIST) == [
        ("Quillon Desk", "Standard tier", 14.0, 14.0),
        ("Quillon Desk", "Flex", 40.0, 40.0),
        ("Loomwork Fair", "Loomwork Fair", 150.0, 1700.0),
        ("Corrie Notes", "Five tiers", 14.0, 99.0),
    ]


def test_a_line_is_read_once() -> None:
    priced = [f for f in extract(_LIST).facts if f.type == "price_change"]
    assert len(priced) == 4


def test_without_an_entry_there_is_no_price() -> None:
    assert _told("Pricing: Standard tier at $14 a month.") == []
