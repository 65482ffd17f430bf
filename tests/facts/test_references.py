"""Whom "its", "the utility" and a plural post stand for."""

from __future__ import annotations

from datetime import date

from newsledger.facts import extract


def told(text: str, kind: str) -> list[tuple[str, str]]:
    return sorted(
        (f.subject, f.object or "") for f in extract(text, published=date(2023, 6, 14)).facts if f.type == kind
    )


def test_who_is_named_later_and_once_is_not_who_was_meant_before() -> None:
    text = (
        "Prosecutors have charged two former managers of Lindhorst Energie. The utility itself agreed to pay €75 million "
        "to end an inquiry by BaFin. The Securities and Exchange Commission is looking into it, too."
    )
    assert ("BaFin", "Lindhorst Energie") in told(text, "legal_action")


def test_what_an_authority_clears_is_not_its_own() -> None:
    text = (
        "The drone maker Hawkline grows. "
        "In April the European Commission cleared its purchase of Optiek on condition that it pay."
    )
    assert told(text, "acquisition") == [("Hawkline", "Optiek")]
    assert told(text, "legal_action") == [("European Commission", "purchase of Optiek")]


def test_whom_an_authority_acts_on_is_whose_it_is() -> None:
    text = "The Federal Trade Commission has sued Tallis Group over its purchase of Fenwick Bakeries."
    assert told(text, "acquisition") == [("Tallis Group", "Fenwick Bakeries")]


def test_a_suit_that_a_judge_dismisses_was_brought() -> None:
    text = "A judge dismissed Tallis Group's suit against Loomwork."
    assert ("Tallis Group", "Loomwork") in told(text, "legal_action")


def test_each_of_those_whom_a_plural_post_names_acts() -> None:
    text = "Two directors of Tallis Group, Lars Holm and Ana Berger, are stepping down."
    assert told(text, "personnel_move") == [("Ana Berger", "Tallis Group"), ("Lars Holm", "Tallis Group")]


def test_a_name_with_its_post_behind_it_and_another_act_together() -> None:
    text = "Ana Berger, the finance chief, and Priya Castellan, who ran its labs, have left Tallis Group."
    assert told(text, "personnel_move") == [("Ana Berger", "Tallis Group"), ("Priya Castellan", "Tallis Group")]


def test_who_is_named_later_and_once_is_not_it() -> None:
    text = (
        "Streaming service Kinora has 41m subscribers. It made a profit of €84m in 2022. Its parent, Teleriva, owns it."
    )
    assert {subject for subject, _ in told(text, "metric")} == {"Kinora"}
