"""Lists of offers: what is on sale, by the shops in the lines below."""

from __future__ import annotations

from newsledger.facts.offers import offers

_LIST = """20% Off Kelpie 3 64GB Tablet, Now $239.99

A fine tablet, and the lowest price that we have seen.

Get it at Fenwick for $239.99
Get it by itself at Harbour Foods for $219

Loomwork Desk Lamp for $35 (Originally $50)

Get it at Fenwick

$15 Off Corrie Kettle on Harbour Foods

Tallis Toaster with Crumb Tray

$41.50

Available from Fenwick
"""


def _told(text: str) -> list[tuple[object, ...]]:
    return [
        (f.attribute, f.subject, f.object, f.value and f.value.min, f.change and f.change.min) for f in offers(text)
    ]


def test_an_offer_is_its_shops_price() -> None:
    assert _told(_LIST) == [
        ("cut", "Fenwick", "Kelpie 3 64GB Tablet", 239.99, 20.0),
        ("set", "Harbour Foods", "Kelpie 3 64GB Tablet", 219.0, None),
        ("cut", "Fenwick", "Loomwork Desk Lamp", 35.0, None),
        ("cut", "Harbour Foods", "Corrie Kettle", None, 15.0),
        ("set", "Fenwick", "Tallis Toaster with Crumb Tray", 41.5, None),
    ]


def test_the_evidence_are_the_lines() -> None:
    last = list(offers(_LIST))[-1]
    assert _LIST[last.start : last.end] == "Tallis Toaster with Crumb Tray\n\n$41.50"


def test_without_a_shop_there_is_no_offer() -> None:
    assert _told("Loomwork Desk Lamp for $35\n\nIt is a lamp.\n") == []


def test_prose_is_no_offer() -> None:
    assert _told("Tallis sold its mill for $35 million.\nGet the news from Fenwick") == []
