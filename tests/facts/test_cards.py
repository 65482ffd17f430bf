"""Company cards: names printed twice, tags run together, lines that may be missing."""

from __future__ import annotations

import pytest

from newsledger.facts import extract

TEXT = """Three Firms and a Quiet Week** **

March 2, 2026, 9:10 am
Lorimer Grain LG
Lorimer Grain LG
AdTechFoodTechITMediaNews
Location: Ireland, Cork
Employees: 51-200
Founded date: 1988
Total raised: $4.5M
Orrin
Orrin
Founded date: 2011
Vessel & Sons
Vessel & Sons
Employees: 10001+
**

Nothing else happened.
"""


def _facts() -> dict[tuple[str, str | None], str]:
    return {(fact.subject, fact.attribute): TEXT[fact.start : fact.end] for fact in extract(TEXT).facts}


def test_each_line_is_a_fact_that_slices() -> None:
    assert _facts() == {
        ("Lorimer Grain", "headquarters"): "Location: Ireland, Cork",
        ("Lorimer Grain", "employees"): "Employees: 51-200",
        ("Lorimer Grain", "founded"): "Founded date: 1988",
        ("Lorimer Grain", "total_raised"): "Total raised: $4.5M",
        ("Orrin", "founded"): "Founded date: 2011",
        ("Vessel & Sons", "employees"): "Employees: 10001+",
    }


def test_values_are_numbers_with_bounds() -> None:
    values = {(f.subject, f.attribute): f.value for f in extract(TEXT).facts if f.value}
    raised, staff = values["Lorimer Grain", "total_raised"], values["Lorimer Grain", "employees"]
    assert (raised.min, raised.max, raised.unit) == (4_500_000, 4_500_000, "USD")
    assert (staff.min, staff.max, staff.unit) == (51, 200, "person")
    many = values["Vessel & Sons", "employees"]
    assert (many.min, many.max, many.qualifier) == (10_001, None, "at_least")


def test_tags_split_at_known_words_then_at_humps() -> None:
    assert extract(TEXT).tags == (("Lorimer Grain", ("AdTech", "FoodTech", "IT", "Media", "News")),)


@pytest.mark.parametrize("text", ["", " \n\n", "**", "Employees: 4-5\n", "A\nA\n", "**\n**\n**\n"])
def test_what_is_no_card_gives_nothing(text: str) -> None:
    assert extract(text).facts == ()


def test_windows_newlines_and_no_break_spaces_keep_the_offsets() -> None:
    odd = TEXT.replace("Ireland, Cork", "Ireland,\u00a0Cork")
    facts = extract(odd).facts
    assert {odd[fact.start : fact.end] for fact in facts} >= {"Location: Ireland,\u00a0Cork", "Employees: 51-200"}


LISTS = """What the largest electrical firms do. The startup SpaceLoom Inc. is none of them, SpaceLoom said.

1. Harlow Electric, Inc.
Headquarters: Coral Gables, FL
Company Size: 22,000 employees
Harlow Electric has been through a lot.

2. Twin-River Electric Company of Iowa
Headquarters: Davenport, IA
Company Size: Approx. 130 employees

Maker, Town, State, Staff
Tallis Appliances, Inc., Louisville, KY, 6,000
Corrie Water Co., Grove City, OH, 2,300

The two chosen are:
Ortho Dyne, Kent, Washington
SpaceLoom, Palo Alto, California
"""


def test_labelled_lines_are_of_the_heading_above_and_rows_tell_place_and_staff() -> None:
    facts = [fact for fact in extract(LISTS).facts if fact.type == "company_profile"]
    places = {fact.subject: fact.object for fact in facts if fact.attribute == "headquarters"}
    staffs = {fact.subject: fact.value.min for fact in facts if fact.attribute == "employees" and fact.value}
    assert places == {
        "Harlow Electric, Inc": "Coral Gables, FL",
        "Twin-River Electric Company": "Davenport, IA",
        "Tallis Appliances, Inc.": "Louisville, KY",
        "Corrie Water Co.": "Grove City, OH",
        "Ortho Dyne": "Kent, Washington",
        "SpaceLoom": "Palo Alto, California",
    }
    assert staffs == {
        "Harlow Electric, Inc": 22000,
        "Twin-River Electric Company": 130,
        "Tallis Appliances, Inc.": 6000,
        "Corrie Water Co.": 2300,
    }


@pytest.mark.parametrize(
    "text",
    [
        "The tour goes on in June.\n\nCity Arena, Tampa, FL\nMain Hall, Dallas, TX\n",
        "Yours sincerely,\nJane Doe, Waco, Texas\nSam Hill, Tampa, FL\n",
        "June 9 -- Tallis Co., Tampa, FL\nJune 10 -- Corrie Co., Dallas, TX\n",
        "A letter to Corrie.\n\nTallis Motors Inc., Dayton, OH\n",
    ],
)
def test_rows_of_what_may_be_no_companies_give_nothing(text: str) -> None:
    assert not [fact for fact in extract(text).facts if fact.attribute == "headquarters"]
