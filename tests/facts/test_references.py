"""Whom "its", "the utility" and a plural post stand for."""

from __future__ import annotations

from datetime import date

import pytest

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
    assert told(text, "legal_action") == [("European Commission", "Hawkline's purchase of Optiek")]


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


def test_what_is_called_a_service_is_a_firm_although_it_does_nothing() -> None:
    text = (
        "Households that subscribe to Kinora, the Oslo-based streaming service, will pay more. It will raise the price of "
        "its family plan by £2. Teleriva Group makes phones. Teleriva Group sold 2.1m handsets. Kinora grows."
    )
    assert told(text, "price_change") == [("Kinora", "family plan")]


def test_a_reference_means_whom_its_own_sentence_names_before_it() -> None:
    text = (
        "Workers at Corrie Castings were told that their foundry will cut 240 jobs. "
        "Stellwerk Group opens a plant nearby. Stellwerk Group makes pumps."
    )
    assert ("Corrie Castings", "") in told(text, "workforce")


def test_a_post_without_a_firm_is_of_the_firm_that_the_text_begins_with() -> None:
    text = (
        "Harbour Bank reported a profit. Tallis Group will buy its insurer, and Tallis Group will pay cash. "
        "Harbour Bank is old. The move was planned, said chief executive Ana Berger."
    )
    assert ("Ana Berger", "Harbour Bank") in told(text, "position")


def test_who_is_told_to_buy_is_a_firm() -> None:
    text = "Moravo bought Fenwick Bakeries. It hired 20 people."
    assert told(text, "workforce") == [("Moravo", "")]


def test_one_word_of_unknown_kind_that_acted_may_be_meant() -> None:
    text = (
        "Nobody knew Moravo in 1991. Last week Moravo formed a venture with Tannhauser Group. It employs 2,900 people. "
        "Tannhauser Group is old."
    )
    assert told(text, "workforce") == [("Moravo", "")]


def test_the_machine_is_the_product_named_last() -> None:
    text = "Corrie Wind makes the Zephyr 3, a small turbine. Sales of the turbine fell by half in 2022."
    assert told(text, "metric") == [("Zephyr 3", "")]


def test_her_union_is_the_one_that_she_speaks_for() -> None:
    text = "Jana Berger, chair of the Metalworkers' Federation, said her union had sued Tallis Group."
    assert told(text, "legal_action") == [("Metalworkers' Federation", "Tallis Group")]


def test_an_economy_is_of_the_land_that_the_text_is_about() -> None:
    text = (
        "South Korean consumer prices rose 3.8 percent in May, economists said. Unemployment was 2.6 percent. "
        "Exports to China fell 5 percent. The Bank of Korea met. Sales to China declined, too; imports shrank 9 percent."
    )
    assert {subject for subject, _ in told(text, "metric")} == {"South Korea"}


def test_a_firm_in_another_land_keeps_its_figures() -> None:
    text = "Norrland Bank, the Swedish lender, expects inflation of 2 percent in Norway. Its sales rose 5 percent."
    assert told(text, "metric") == [("Norrland Bank", ""), ("Norway", "")]


def test_what_an_owner_owns_is_not_who_the_text_is_about() -> None:
    text = (
        "The Leeds-based owner of Brightwater stores is to open 22 shops. Tallis Group said on Monday that revenue rose to "
        "$3bn. Sales crept up at Brightwater. The company employs 26,800 people."
    )
    assert [fact.subject for fact in extract(text).facts if fact.type == "workforce"] == ["Tallis Group"]


@pytest.mark.parametrize("heading", ["About NovaPay", "Meet NovaPay", "Inside NovaPay"])
def test_a_heading_is_no_fuller_name(heading: str) -> None:
    facts = extract(f"NovaPay has bought Balanced.\n{heading}\nNovaPay is based in San Diego.").facts
    assert {fact.subject for fact in facts} == {"NovaPay"}


def test_a_heading_has_the_whole_name_of_partners() -> None:
    facts = extract("Kestrel & Sons\nAnnual revenue: $2.1B\nKestrel & Sons (NYSE: KST) makes treats.").facts
    assert {fact.subject for fact in facts} == {"Kestrel & Sons"}


def test_firms_that_a_list_ranks_are_whom_the_lines_below_tell_of() -> None:
    text = (
        "The largest toy makers\n1. Tallis Motors Group\nRevenue: $3 billion\n2. Prairie Bowl\nRevenue: $2 billion\n"
        "It employs 4,000 people.\n3. Verdier\nRevenue: $1 billion\nThe vet Alain Verdier has left."
    )
    facts = [fact for fact in extract(text).facts if fact.type in ("metric", "workforce")]
    assert [(fact.subject, fact.value and fact.value.min) for fact in facts] == [
        ("Tallis Motors Group", 3e9),
        ("Prairie Bowl", 2e9),
        ("Prairie Bowl", 4000),
        ("Verdier", 1e9),
    ]


def test_numbered_steps_rank_nobody() -> None:
    text = "How to save\n1. How Much It Costs\nTallis Group charges $5.\n2. What It Brings\nTallis Group has 400 employees."
    assert {fact.subject for fact in extract(text).facts} == {"Tallis Group"}


def test_a_firm_is_the_subject_of_what_it_lists_of_itself() -> None:
    text = (
        "Tallis Group is old.\n- Signed a five-year, $34 million contract with Corrie Rail.\n- Opened a plant in Leeds."
    )
    assert told(text, "contract") == [("Tallis Group", "Corrie Rail")]
    assert [subject for subject, _ in told(text, "facility")] == ["Tallis Group"]


def test_a_state_behind_its_town_is_no_company() -> None:
    text = "Tallis Group makes lamps. Headquartered in Denver, Colorado, the company employs 330 people."
    assert told(text, "company_profile") == [("Tallis Group", "Denver, Colorado")]
    assert told(text, "workforce") == [("Tallis Group", "")]


def test_a_newspaper_that_reports_is_not_who_it_is_about() -> None:
    text = "Tallis Group makes lamps. The Leeds Ledger reported last week that it is in talks to raise $60 million."
    assert [subject for subject, _ in told(text, "funding")] == ["Tallis Group"]


def test_a_bank_is_based_in_a_town_of_a_state() -> None:
    text = "First Tidewater Bank has 90 shops. The Norfolk, Virginia-based bank says it has fired 240 employees."
    assert told(text, "company_profile")[0][1] == "Norfolk, Virginia"
    assert [object_ for _, object_ in told(text, "workforce")] == [""]
    assert all("Tidewater" in subject for subject, _ in told(text, "workforce"))


def test_a_family_firm_is_not_the_member_who_is_named_later() -> None:
    text = (
        "Brandauer told staff that 830 people would lose their jobs. Brandauer employs 11,400 people. Ulrich Brandauer, a "
        "grandson of the founder, resigned in June."
    )
    facts = extract(text).facts
    assert {fact.subject for fact in facts if fact.type == "workforce"} == {"Brandauer"}
    assert {fact.subject for fact in facts if fact.type == "personnel_move"} <= {"Ulrich Brandauer"}


def test_who_a_set_off_phrase_and_it_behind_and_go_on_about() -> None:
    text = (
        "Seorak builds ships. Kallistos Maritime, the Piraeus-based owner of tankers, ordered eight ships from Seorak."
    )
    seats = [fact.subject for fact in extract(text).facts if fact.attribute == "headquarters"]
    assert seats == ["Kallistos Maritime"]
    text = "Bazarek agreed to buy Rychlik, which sells food in Prague, and it plans to open a depot in Lodz."
    assert [fact.subject for fact in extract(text).facts if fact.type == "facility"] == ["Bazarek"]


def test_what_is_shelved_is_not_planned() -> None:
    text = "Veyra Motors has shelved a second plant that it had planned in Leeds."
    assert [fact for fact in extract(text).facts if fact.type == "facility"] == []
