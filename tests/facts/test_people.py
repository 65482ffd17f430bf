"""People and their posts: who a name is, whom somebody works for, what a sentence's moves change."""

from __future__ import annotations

from datetime import date

import pytest

from newsledger.facts import extract
from newsledger.facts.kinds import looks_personal
from newsledger.records import Fact

LEAD = "Brightwater Group said on Monday that profit fell. Brightwater shares slipped. "


def facts(text: str, kind: str) -> list[Fact]:
    return [fact for fact in extract(text, published=date(2024, 5, 7)).facts if fact.type == kind]


def kinds(text: str) -> dict[str, str]:
    return {mention.name: mention.kind for mention in extract(text).mentions}


@pytest.mark.parametrize(
    ("name", "personal"),
    [
        ("Sun Pishu", True),
        ("Sun Pharma", False),
        ("Park Chung-kun", True),
        ("Park Avenue", False),
        ("Lam Quoc Bao", True),
        ("Ana Berger", True),
        ("Ana Foods", False),
    ],
)
def test_names_that_look_like_a_persons(name: str, personal: bool) -> None:
    assert looks_personal(name) is personal


@pytest.mark.parametrize(
    "text",
    [
        "Shares fell after Quennel Tarvish, the finance chief, resigned.",
        "Shares fell after finance chief Quennel Tarvish resigned.",
        "Shares fell, said Quennel Tarvish, who runs the fund.",
        "Quennel Tarvish, 44, will stay.",
        "The board appointed Quennel Tarvish on Friday.",
    ],
)
def test_a_person_whose_given_name_no_list_holds(text: str) -> None:
    assert kinds(text)["Quennel Tarvish"] == "person"


def test_a_firm_is_not_its_founder_of_the_same_name() -> None:
    text = "Haldane Group cut 40 jobs. Haldane was set up by Arthur Haldane in 1954."
    founding = facts(text, "founding")[0]
    assert (founding.subject, founding.object) == ("Haldane Group", "Arthur Haldane")


def test_two_founders_share_a_family_name() -> None:
    found = facts("Tallowby Foods was started in 1962 by Peter and Ruth Tallow in a garage.", "founding")
    assert {fact.object for fact in found} == {"Peter Tallow", "Ruth Tallow"}


def test_a_first_name_stands_for_the_only_person_who_has_it() -> None:
    text = "Quillon Robotics has hired Ivan Braithe. Ivan served as treasurer of Stellwerk Motors."
    assert facts(text, "position")[0].subject == "Ivan Braithe"


def test_particles_and_apostrophes_belong_to_a_name() -> None:
    named = kinds("The bank hired Lucía Fernández de la Torre. Brian O'Connell, its finance chief, left.")
    assert {"Lucía Fernández de la Torre", "Brian O'Connell"} <= set(named)


def test_a_title_in_capitals_ends_a_name_at_its_verb() -> None:
    text = "Tencor Names New Gaming Chief as Profit Falls\n\nTencor Holdings Ltd fell. Tencor makes games."
    assert "Tencor Names New Gaming" not in kinds(text)


def test_a_company_is_called_by_part_of_its_name_only_after_the_whole() -> None:
    named = kinds("Brennhag Antriebe AG fell 3%. Analysts said Brennhag would recover.")
    assert "Brennhag" not in named
    assert "Emirates" in kinds("Airlines in the United Arab Emirates grew. Analysts said Emirates would order jets.")


def test_a_leavers_post_is_a_former_one_and_no_other() -> None:
    text = LEAD + "Brightwater finance chief Tomas Reyes, who runs Quillon Robotics, resigned on Friday."
    attributes = {fact.object: fact.attribute for fact in facts(text, "position")}
    assert attributes == {"Brightwater Group": "former", "Quillon Robotics": "current"}


def test_who_is_leaving_still_has_the_post() -> None:
    text = "Brightwater Group finance chief Tomas Reyes is leaving."
    assert [fact.attribute for fact in facts(text, "position")] == ["current"]


def test_a_move_finds_the_employer_that_the_text_told_before() -> None:
    text = "Tomas Reyes, the treasurer of Stellwerk Motors, was in Lyon. Quillon Robotics rose. Reyes resigned in May."
    assert [fact.object for fact in facts(text, "personnel_move")] == ["Stellwerk Motors"]


def test_a_post_without_an_employer_is_with_whom_the_text_is_about() -> None:
    text = LEAD + "It sold a unit to Quillon Robotics. Chief executive Ana Berger thanked the staff."
    assert [fact.object for fact in facts(text, "position")] == ["Brightwater Group"]


def test_officials_need_no_organisation() -> None:
    text = LEAD + "Economy Minister Ana Berger and Governor Tomas Reyes welcomed it."
    assert {(fact.subject, fact.object) for fact in facts(text, "position")} == {
        ("Ana Berger", None),
        ("Tomas Reyes", None),
    }


def test_nobody_hires_themselves() -> None:
    text = "Ana Berger left Stellwerk. Chairman Tomas Reyes of Quillon Robotics recruited him to the firm."
    assert all(fact.subject != "Tomas Reyes" for fact in facts(text, "personnel_move"))


def test_the_nouns_that_an_organisation_was_called_by_refer_to_it() -> None:
    text = "Lender Noordvel Holding cut rates. Quillon Robotics rose 3%. The lender hired Ana Berger as treasurer."
    assert [fact.object for fact in facts(text, "personnel_move")] == ["Noordvel Holding"]


def test_a_line_that_stands_there_twice_is_no_card() -> None:
    text = "Top stories\n\nQuillon Robotics founder Ana Berger sold shares\n\n- Staff Desk\n\n- Staff Desk\n\nMore"
    assert [fact.object for fact in facts(text, "founding")] == ["Ana Berger"]


def test_a_post_and_an_earlier_arrival_are_two_moves() -> None:
    text = "Tallis Group named Kenji Murai as president with effect from April 1. Murai joined the company in 1990."
    assert [(f.role, f.date) for f in facts(text, "personnel_move")] == [("president", "2024-04-01"), (None, "1990")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tallis Group has laid off a fifth of its staff, or 140 people.", [20, 140]),
        ("Tallis Group is to cut 900 jobs, about 7 per cent of its workforce.", [900, 7]),
        ("Tallis Group is to cut 900 jobs, about 7 per cent of its sales.", [900]),
        ("Tallis Group is to cut 900 jobs and 40 branches.", [900]),
    ],
)
def test_a_cut_is_told_by_people_and_by_their_share(text: str, told: list[float]) -> None:
    assert [f.value.min for f in facts(text, "workforce") if f.value] == told


def test_a_brewery_named_as_in_its_own_language_is_no_person() -> None:
    assert (
        kinds("Brazil's Cervejaria Aurora will brew there. Aurora closed a plant.")["Cervejaria Aurora"]
        == "organization"
    )


def test_whose_chief_resigned_between_commas() -> None:
    (left,) = facts(
        "Tallis Group's chief executive, Greg Sandoval, resigned in December, the firm said.", "personnel_move"
    )
    assert (left.subject, left.object, left.date) == ("Greg Sandoval", "Tallis Group", "2023-12")


def test_amounts_are_given_respectively() -> None:
    owned = [f for f in extract("Anna Wilk and Peter Zaremba own 10% and 8% of Bazarek respectively.").facts if f.value]
    assert sorted((f.subject, f.value and f.value.min) for f in owned) == [("Anna Wilk", 10), ("Peter Zaremba", 8)]
    cut = extract("Tallow Foods and Fenwick Bakeries cut 400 and 200 jobs respectively.").facts
    assert sorted((f.subject, f.value and f.value.min) for f in cut) == [
        ("Fenwick Bakeries", 200),
        ("Tallow Foods", 400),
    ]
