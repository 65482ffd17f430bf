"""Ids are functions of content and stay as they were: a changed literal here would orphan every stored row."""

import json
import uuid
from datetime import date

import pytest

from newsledger import ids
from newsledger.records import Change, Fact, Quantity

MOVE = Fact("personnel_move", "Mara Ellingsen", 0, 10, attribute="join", object="Brightwater Energy Ltd.")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The Brightwater Energy Co., Ltd.", "brightwater energy"),
        ("Brightwater’s", "brightwater"),
        ("Tallis Group", "tallis group"),
        ("Nordvik A.S.", "nordvik"),
        ("Inc", "inc"),
    ],
)
def test_plain_name(name: str, plain: str) -> None:
    assert ids.plain_name(name) == plain


@pytest.mark.parametrize(
    ("number", "text"),
    [(12_900_000_000.0, "12900000000"), (0.10, "0.1"), (0.0, "0"), (1e-7, "0.0000001"), (33.3, "33.3"), (None, None)],
)
def test_shortest_decimal(number: float | None, text: str | None) -> None:
    assert ids.shortest_decimal(number) == text


def test_fact_id_is_settled() -> None:
    assert ids.fact_id(MOVE, date(2025, 3, 4)) == ids.fact_id(MOVE, date(2025, 1, 31))
    assert ids.fact_id(MOVE, date(2025, 3, 4)) == "fb5b80fc-3ad9-5d64-9c34-b8ba2ebcadec"


def test_fact_id_ignores_spelling_evidence_and_confidence() -> None:
    again = Fact(
        "personnel_move", "MARA ELLINGSEN", 70, 99, attribute="join", object="Brightwater Energy", confidence=0.9
    )
    assert ids.fact_id(again, date(2025, 3, 4)) == ids.fact_id(MOVE, date(2025, 3, 4))


def test_two_layoffs_years_apart_stay_two_but_a_profile_is_one() -> None:
    layoff = Fact("workforce", "Tallis", 0, 1, attribute="layoff", value=Quantity(400, 400, "person"))
    profile = Fact("company_profile", "Tallis", 0, 1, attribute="founded", value=Quantity(1954, 1954, "year"))
    assert ids.fact_id(layoff, date(2024, 2, 1)) != ids.fact_id(layoff, date(2026, 2, 1))
    assert ids.fact_id(profile, date(2024, 2, 1)) == ids.fact_id(profile, date(2026, 2, 1))


def test_a_stated_date_takes_the_place_of_the_publication_quarter() -> None:
    layoff = Fact("workforce", "Tallis", 0, 1, attribute="layoff", date="2024-01")
    assert ids.fact_id(layoff, date(2024, 2, 1)) == ids.fact_id(layoff, date(2026, 2, 1))


def test_numbers_and_direction_are_part_of_the_claim() -> None:
    up = Fact("metric", "Tallis", 0, 1, attribute="revenue", change=Change(5, 5, "percent", "up"))
    down = Fact("metric", "Tallis", 0, 1, attribute="revenue", change=Change(5, 5, "percent", "down"))
    assert ids.fact_id(up, None) != ids.fact_id(down, None)


def test_homonyms_of_different_kinds_are_two_entities() -> None:
    assert ids.entity_id("person", "Dunmore") != ids.entity_id("organization", "Dunmore")
    assert ids.entity_id("organization", "Dunmore Inc.") == ids.entity_id("organization", "dunmore")


@pytest.mark.parametrize("parts", [("fact", 'a"b\\\n', None, ["ü", 1]), ("mention", "\u2028😀", 0, -7), (True, 1.5)])
def test_an_id_is_the_uuid5_of_a_json_array(parts: tuple[object, ...]) -> None:
    array = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    assert ids.uuid5(*parts) == str(uuid.uuid5(ids.NAMESPACE, array))
