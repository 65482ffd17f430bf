"""Names that users list: found where they stand, in one piece, and one with whatever else the document calls them."""

from __future__ import annotations

import pytest

from newsledger.facts import Roster, extract
from newsledger.records import Extraction, Kind

KNOWN: dict[str, tuple[str, Kind]] = {
    "Ossian Business Devices": ("OBD", "organization"),
    "Big Violet": ("OBD", "organization"),
    "OBD": ("OBD", "organization"),
    "Hale and Pym": ("Hale and Pym", "organization"),
    "tallo": ("tallo", "organization"),
    "Merrow": ("Merrow", "organization"),
    "Pebble": ("Pebble", "organization"),
}


def _names(extraction: Extraction) -> set[tuple[str, str]]:
    return {(mention.name, mention.kind) for mention in extraction.mentions}


def test_only_names_whose_words_stand_in_the_text_are_taken_along() -> None:
    text = "Big Violet met Hale and others. A pebble fell on Pebble. Pym went home, said Merrows."
    assert Roster(KNOWN).standing_in(text) == {"Big Violet": ("OBD", "organization")}
    assert Roster({}).standing_in(text) == {}


def test_taking_along_what_was_taken_along_changes_nothing() -> None:
    text = "Big Violet hired 40 people. OBD is based in Oslo."
    taken = Roster(KNOWN).standing_in(text)
    assert Roster(taken).standing_in(text) == taken
    assert extract(text, known=taken) == extract(text, known=KNOWN)


@pytest.mark.parametrize("surface", ["Hale and Pym", "tallo"])
def test_a_name_that_looks_like_none_is_found_in_one_piece(surface: str) -> None:
    text = f"Last week {surface} acquired Fenwick Bakeries."
    assert (surface, "organization") not in _names(extract(text))
    extraction = extract(text, known=KNOWN)
    assert (surface, "organization") in _names(extraction)
    assert {text[m.start : m.end] for m in extraction.mentions} >= {surface, "Fenwick Bakeries"}
    assert (surface, "Fenwick Bakeries") in {(fact.subject, fact.object) for fact in extraction.facts}


def test_a_listed_name_inside_a_longer_one_leaves_it_whole() -> None:
    text = "The crowd saw Merrow Harbour Bank open a branch."
    assert {text[m.start : m.end] for m in extract(text, known=KNOWN).mentions} == {"Merrow Harbour Bank"}


def test_all_its_names_stand_for_the_fullest_that_the_document_has() -> None:
    text = "Big Violet reported revenue. Ossian Business Devices Inc. bought Fenwick Bakeries. OBD hired Ann Smith."
    names = {name for name, _ in _names(extract(text, known=KNOWN))}
    assert names & {"Big Violet", "OBD"} == set()
    assert any(name.startswith("Ossian Business Devices") for name in names)
    alone = extract("Big Violet reported revenue of $5 million.", known=KNOWN)
    assert ("Big Violet", "organization") in _names(alone)


def test_the_list_gives_a_kind_where_the_text_has_none_and_yields_to_the_text() -> None:
    text = "Nobody there had heard of Merrow before."
    assert ("Merrow", "other") in _names(extract(text))
    assert ("Merrow", "organization") in _names(extract(text, known=KNOWN))
    person = "Dr. Merrow, 42, and Mrs. Merrow left."
    assert ("Merrow", "person") in _names(extract(person, known=KNOWN))


def test_the_name_on_the_card_comes_before_a_fuller_one() -> None:
    text = (
        "News** **\n\nOBD\nOBD\nGrain\nLocation: Oslo\n**\n\nBig Violet is based in Oslo. Big Violet hired 40 people."
    )
    assert {fact.subject for fact in extract(text, known=KNOWN).facts} == {"OBD"}
