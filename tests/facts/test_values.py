"""Money, percents, counts and bare numbers as a newspaper prints them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.facts.values import multiple, quantities, singular
from newsledger.records import Quantity

# text, the span that holds the quantity, its kind, min, max, unit
TABLE = [
    ("Sales came to $12.9bn.", "$12.9bn", "money", 12.9e9, 12.9e9, "USD"),
    ("a £10bn order book", "£10bn", "money", 10e9, 10e9, "GBP"),
    ("a bag at N3,150 in Lagos", "N3,150", "money", 3150, 3150, "NGN"),
    ("sales of N3.5bn", "N3.5bn", "money", 3.5e9, 3.5e9, "NGN"),
    ("Exports came to $33.8 billion.", "$33.8 billion", "money", 33_800_000_000, 33_800_000_000, "USD"),
    ("Umsatz 3.000 Mio. EUR", "3.000 Mio. EUR", "money", 3e9, 3e9, "EUR"),
    ("closed at HK$176 in thin trade", "HK$176", "money", 176, 176, "HKD"),
    ("paid half a billion dollars for it", "half a billion dollars", "money", 5e8, 5e8, "USD"),
    ("a quarter million euros", "a quarter million euros", "money", 250_000, 250_000, "EUR"),
    ("worth US$1.2 trillion today", "US$1.2 trillion", "money", 1.2e12, 1.2e12, "USD"),
    ("a dividend of 75 cents a share", "75 cents", "money", 0.75, 0.75, "USD"),
    ("costs 5\nmillion dollars", "5\nmillion dollars", "money", 5e6, 5e6, "USD"),  # a line that breaks there
    ("costs $5\u2009million", "$5\u2009million", "money", 5e6, 5e6, "USD"),
    ("2,600\tTN", "2,600", "number", 2600, 2600, None),  # two cells of a table
    ("an order for four gas carriers", "four gas carriers", "count", 4, 4, "carrier"),
    ("shares at 470 pence", "470 pence", "money", 4.7, 4.7, "GBP"),
    (
        "sold for thirteen dollars and forty-five cents",
        "thirteen dollars and forty-five cents",
        "money",
        13.45,
        13.45,
        "USD",
    ),
    ("raised RMB500 million", "RMB500 million", "money", 5e8, 5e8, "CNY"),
    ("a 120 MEUR plant", "120 MEUR", "money", 120e6, 120e6, "EUR"),
    ("lost 35 lakh rupees", "35 lakh rupees", "money", 3.5e6, 3.5e6, "INR"),
    ("fined 2 million Hong Kong dollars", "2 million Hong Kong dollars", "money", 2e6, 2e6, "HKD"),
    ("guides for $5 to $7 billion", "$5 to $7 billion", "money", 5e9, 7e9, "USD"),
    ("between $5 and $7 a head", "$5 and $7", "money", 5, 7, "USD"),
    ("priced at $16-$18 a share", "$16-$18", "money", 16, 18, "USD"),
    ("more than three million dollars", "more than three million dollars", "money", 3e6, None, "USD"),
    ("costs $600,000-plus", "$600,000-plus", "money", 600_000, None, "USD"),
    ("up to $8bn of costs", "up to $8bn", "money", None, 8e9, "USD"),
    ("rose 6 per cent", "6 per cent", "percent", 6, 6, "percent"),
    ("will grow by 3 to 4 percent", "3 to 4 percent", "percent", 3, 4, "percent"),
    ("were down by a tenth.", "a tenth", "percent", 10, 10, "percent"),
    ("grow 6-7% next year", "6-7%", "percent", 6, 7, "percent"),
    ("widened by 1.2 percentage points", "1.2 percentage points", "percent", 1.2, 1.2, "percent"),
    ("cut rates by 25 basis points", "25 basis points", "percent", 0.25, 0.25, "percent"),
    (
        "cut rates by a quarter of a percentage point",
        "a quarter of a percentage point",
        "percent",
        0.25,
        0.25,
        "percent",
    ),
    ("raised its rate by half a point", "half a point", "percent", 0.5, 0.5, "percent"),
    ("owns a third of the lender", "a third", "percent", 33.3, 33.3, "percent"),
    ("sold two-thirds of its fleet", "two-thirds", "percent", 66.7, 66.7, "percent"),
    ("nearly half of its staff", "nearly half", "percent", 50, 50, "percent"),
    ("a margin of minus five percent", "minus five percent", "percent", -5, -5, "percent"),
    ("shipped 10.4 million units", "10.4 million units", "count", 10.4e6, 10.4e6, "unit"),
    ("will cut 4,000 jobs", "4,000 jobs", "count", 4000, 4000, "person"),
    ("has 4,000 full-time employees", "4,000 full-time employees", "count", 4000, 4000, "person"),
    ("a 200-person start-up", "200-person", "count", 200, 200, "person"),
    ("hired a dozen employees", "a dozen employees", "count", 12, 12, "person"),
    ("Some 300 people left", "Some 300 people", "count", 300, 300, "person"),
    ("employs 11-50 people", "11-50 people", "count", 11, 50, "person"),
    ("runs 120 stores", "120 stores", "count", 120, 120, "store"),
    ("sold 1.5 million iPhones", "1.5 million iPhones", "count", 1.5e6, 1.5e6, "iPhone"),
    ("eps of 1.23 against", "1.23", "number", 1.23, 1.23, None),
]


@pytest.mark.parametrize(("text", "span", "kind", "low", "high", "unit"), TABLE, ids=[row[1] for row in TABLE])
def test_a_quantity_is_read(
    text: str, span: str, kind: str, low: float | None, high: float | None, unit: str | None
) -> None:
    found = list(quantities(text))
    assert [(text[f.start : f.end], f.kind, f.value.min, f.value.max, f.value.unit) for f in found] == [
        (span, kind, low, high, unit)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 and 2020 it waited.", "the iPhone 15 and the Galaxy S23", "a Boeing 737 MAX", "in Q3 and H1",
        "on Nov. 5 and 6 December", "at 10:30 or 9 a.m.", "for the 25th time", "over three years and 12 months",
        "his 40-year-old firm", "one of the two", "a 5G phone in 3D", "Zero-Knowledge proofs",
        "the first half of the year", "a quarter of 2019",
    ],
)  # fmt: skip
def test_years_dates_ordinals_and_models_are_no_quantities(text: str) -> None:
    assert [text[f.start : f.end] for f in quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("13.5 billion yuan (US$2 billion)", [(13.5e9, "CNY"), (2e9, "USD")]),
        ("fell $2.75 to $54.50", [(2.75, "USD"), (54.5, "USD")]),
        ("rose from 5% to 7%", [(5, "percent"), (7, "percent")]),
        ("to 4,000 jobs from 5,200 jobs", [(4000, "person"), (5200, "person")]),
        ("70 deals worth $27.1 billion", [(70, "deal"), (27.1e9, "USD")]),
    ],
)
def test_numbers_side_by_side_stay_apart(text: str, values: list[tuple[float, str]]) -> None:
    assert [(f.value.min, f.value.unit) for f in quantities(text)] == values


def test_a_shared_currency_name_is_marked_as_inferred() -> None:
    money = {f.value.unit_inferred for f in quantities("$5 and 7 dollars and 3 francs")}
    assert money == {True}
    assert [f.value for f in quantities("US$5")] == [Quantity(5.0, 5.0, "USD")]


def test_only_the_asked_part_is_read() -> None:
    text = "lost $5 million, won $6 million"
    assert [f.value.min for f in quantities(text, 17)] == [6e6]
    assert [f.value.min for f in quantities(text, 0, 16)] == [5e6]


@pytest.mark.parametrize(
    ("word", "change"),
    [
        ("doubled", (100, "up")), ("doubling", (100, "up")), ("tripled", (200, "up")), ("halved", (50, "down")),
        ("tenfold", (900, "up")), ("3-fold", (200, "up")), ("quadrupled", (300, "up")), ("grew", None),
    ],
)  # fmt: skip
def test_words_for_multiples(word: str, change: tuple[float, str] | None) -> None:
    assert multiple(word) == change


@pytest.mark.parametrize(
    ("plural", "one"),
    [("bakeries", "bakery"), ("stores", "store"), ("workers", "person"), ("aircraft", "aircraft"), ("boxes", "box")],
)
def test_units_are_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


_PIECES = st.sampled_from(
    "1 12 3.5 1,000 2019 $ € US$ % - – to and between million bn a half third of one hundred two cents dollars "
    "people jobs , . \n 😀 é more than up per cent 7th minus ( ) / : \u0661 \x00".split(" ")
)


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join), st.lists(_PIECES).map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    found = list(quantities(text))
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("piece", ["7", "1,", "1.", "one hundred and ", "the million ", "$ ", "1-", "half a "])
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    sum(1 for _ in quantities(text))
    assert time.process_time() - began < 3
