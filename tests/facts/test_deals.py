"""What a text says of a deal in more than one sentence, and which kind of money is raised."""

from __future__ import annotations

from datetime import date

import pytest

from newsledger.facts import extract
from newsledger.facts.rounds import round_of
from newsledger.records import Fact


def _facts(text: str, kind: str) -> list[Fact]:
    return [fact for fact in extract(text, published=date(2025, 6, 18)).facts if fact.type == kind]


def test_a_price_in_a_sentence_of_its_own_belongs_to_the_deal() -> None:
    told = _facts("Tallis Group has agreed to buy Loomwork Systems. The deal is valued at $2.1 billion.", "acquisition")
    assert [(f.subject, f.object, f.value and f.value.min) for f in told] == [
        ("Tallis Group", "Loomwork Systems", 2.1e9)
    ]


def test_an_order_and_what_it_is_worth_are_a_row_each() -> None:
    told = _facts("Stellwerk won an order from Nordbahn for 28 trains. The contract is worth $300 million.", "contract")
    assert sorted(f.value.min or 0 for f in told if f.value) == [28, 3e8]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("Corrie Wind listed in London in May, raising £405 million.", "listing", ("Corrie Wind", "London", 4.05e8)),
        (
            "Corrie Wind will sell shares on Nasdaq in a flotation meant to raise up to $1.9bn.",
            "listing",
            ("Corrie Wind", "Nasdaq", 1.9e9),
        ),
        (
            "Nordbahn has picked Stellwerk Group of Leeds to build masts in a contract worth £9 million.",
            "contract",
            ("Stellwerk Group", "Nordbahn", 9e6),
        ),
    ],
)
def test_a_sum_further_on_belongs_where_its_words_say(text: str, kind: str, told: tuple[str, str, float]) -> None:
    facts = _facts(text, kind)
    assert [(f.subject, f.object, f.value and f.value.max) for f in facts] == [told]


def test_what_a_court_orders_to_be_paid_is_what_it_ruled() -> None:
    (ruled,) = _facts("A court ordered Tallis Group to pay a former driver £9,000.", "legal_action")
    assert (ruled.object, ruled.value and ruled.value.min) == ("Tallis Group", 9000)


def test_who_led_a_round_joins_the_sum() -> None:
    text = "Brightwater Energy has raised $65 million. The round was led by Northlight Ventures."
    assert [(f.object, f.value and f.value.min) for f in _facts(text, "funding")] == [("Northlight Ventures", 6.5e7)]


def test_the_only_launch_and_the_only_price_of_a_sentence_are_one_fact() -> None:
    text = "Tallis Group makes pies. A meat-free pie, the Ploughman, goes on sale next month at £2.50."
    (launch,) = _facts(text, "product_launch")
    assert (launch.object, launch.value and launch.value.min) == ("Ploughman", 2.5)
    assert _facts(text, "price_change") == []


def test_a_deal_that_is_done_is_not_announced_besides() -> None:
    text = "Tallis Group to acquire Loomwork Systems\nTallis Group has acquired Loomwork Systems for $9 million."
    assert [f.attribute for f in _facts(text, "acquisition")] == ["completed"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It raised $4 million in seed funding.", "seed"),
        ("It raised $4 million from Nordic Seed Fund.", "unspecified"),
        ("It closed a $40 million Series B round.", "series_b"),
        ("It has raised $90 million in total after a Series C.", "total"),
        ("It took a loan of $5 million.", "debt"),
        ("It received a $2 million grant.", "grant"),
    ],
)
def test_the_kind_of_money(text: str, kind: str) -> None:
    assert round_of(text, 0, len(text), 10) == kind


@pytest.mark.parametrize(
    ("text", "kind", "subject", "low"),
    [
        ("Mizuhara Group raised its stake in Loomwork to 67% in May.", "ownership", "Mizuhara Group", 67),
        (
            "The Oslo council fined Tallis Group, another drinks maker, €200 million.",
            "legal_action",
            "Oslo council",
            200e6,
        ),
        (
            "Loomwork Systems itself had bought Stellwerk from Tallis Group for $45m.",
            "acquisition",
            "Loomwork Systems",
            45e6,
        ),
    ],
)
def test_an_amount_goes_to_what_it_is_said_of(text: str, kind: str, subject: str, low: float) -> None:
    assert [(f.subject, f.value and f.value.min) for f in _facts(text, kind)] == [(subject, low)]


@pytest.mark.parametrize(
    "text",
    [
        "Mizuhara Group raised its stake in Loomwork from 51% to 67% in May.",
        "Mizuhara Group raised its stake in Loomwork in May to 67% from 51%.",
    ],
)
def test_a_stake_is_told_with_what_it_was(text: str) -> None:
    told = {fact.value.min: fact.date for fact in _facts(text, "ownership") if fact.value}
    assert set(told) == {67, 51}
    assert told[51] is None


def test_firms_that_begin_alike_are_told_apart() -> None:
    text = "Harbour Bank was sued by Tallis Group. Harbour Financial Group was fined $8 million by the Bank of Norway."
    assert {fact.object for fact in _facts(text, "legal_action")} == {"Harbour Bank", "Harbour Financial Group"}


def test_a_firm_that_would_be_worth_a_sum_is_no_price() -> None:
    text = "Tallis Group will merge with Loomwork in a deal that would create a company worth $9 billion."
    assert [(fact.attribute, fact.value) for fact in _facts(text, "acquisition")] == [("merger", None)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Loomwork is majority-owned by Tallis Group.", [("parent", "Tallis Group", "Loomwork", "asserted")]),
        ("Loomwork, which is part-owned by Tallis Group, grew.", [("stake", "Tallis Group", "Loomwork", "asserted")]),
        ("Loomwork denied it is majority-owned by Tallis Group.", [("parent", "Tallis Group", "Loomwork", "denied")]),
        ("Loomwork is not majority-owned by Tallis Group.", []),
        ("Loomwork is no longer wholly-owned by Tallis Group.", []),
        ("Loomwork was wholly-owned by Tallis Group until 2014.", []),
        ("Loomwork may become wholly-owned by Tallis Group.", []),
    ],
)
def test_who_is_owned_by_whom(text: str, told: list[tuple[str, str, str, str]]) -> None:
    owned = [(fact.attribute, fact.subject, fact.object, fact.modality) for fact in _facts(text, "ownership")]
    assert owned == told


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (
            "Tallis Group paid $1 billion for Fenwick and $2 billion for Loomwork.",
            "acquisition",
            [("Tallis Group", "Fenwick", 1e9), ("Tallis Group", "Loomwork", 2e9)],
        ),
        (
            "Harbour Foods bought Fenwick Bakeries for $40m in 2014 and Loomwork for $55m in 2016.",
            "acquisition",
            [("Harbour Foods", "Fenwick Bakeries", 4e7), ("Harbour Foods", "Loomwork", 5.5e7)],
        ),
        (
            "Corrie Wind is 60 percent owned by Tallis Group and 40 percent by Harrow Capital.",
            "ownership",
            [("Tallis Group", "Corrie Wind", 60), ("Harrow Capital", "Corrie Wind", 40)],
        ),
        (
            "Ana Berger owns 46 percent of Corrie Wind, and Northlake of Toronto 22 percent.",
            "ownership",
            [("Ana Berger", "Corrie Wind", 46), ("Northlake", "Corrie Wind", 22)],
        ),
        (
            "Nordbahn ordered 40 trains from Stellwerk and 25 buses from Corrie Rail.",
            "contract",
            [("Stellwerk", "Nordbahn", 40), ("Corrie Rail", "Nordbahn", 25)],
        ),
    ],
)
def test_each_member_of_a_list_has_its_own_sum(text: str, kind: str, told: list[tuple[str, str, float]]) -> None:
    facts = _facts(text, kind)
    assert sorted((f.subject, f.object, f.value.min) for f in facts if f.value) == sorted(told)


def test_each_member_of_a_list_has_its_own_time() -> None:
    told = _facts(
        "Harbour Foods bought Fenwick Bakeries in 2014, Tarnside in 2016 and Quillon Labs last year.", "acquisition"
    )
    assert {f.object: f.date for f in told} == {"Fenwick Bakeries": "2014", "Tarnside": "2016", "Quillon Labs": "2024"}


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (
            "Volt Nord awarded the contract, worth €340m, to a consortium of Skerry Cables and Harbour Dredging.",
            "contract",
            {("Skerry Cables", "Volt Nord"), ("Harbour Dredging", "Volt Nord")},
        ),
        (
            "Tallis Group bought Nordlys Interactive in 2014. In 2016 Tallis Group sold 49 percent of it to Harrow Bank.",
            "ownership",
            {("Harrow Bank", "Nordlys Interactive")},
        ),
        (
            "Tallis Group, the owner of brands such as Fenwick, Nook and Orchardine, cut prices.",
            "ownership",
            {("Tallis Group", "Fenwick"), ("Tallis Group", "Nook"), ("Tallis Group", "Orchardine")},
        ),
        (
            "Tallis Holdings of Singapore, which owns 9 percent of Corrie Wind, is not selling.",
            "ownership",
            {("Tallis Holdings", "Corrie Wind")},
        ),
        (
            "Corrie Wind, which had 27 per cent of the market, according to Boswell Data, has bought Skerry Cables.",
            "acquisition",
            {("Corrie Wind", "Skerry Cables")},
        ),
        (
            "Harbour Bank makes loans. It agreed to sell its insurance arm, Seguros Austral, to Tallis Group for $90m.",
            "acquisition",
            {("Tallis Group", "Seguros Austral")},
        ),
    ],
)
def test_who_a_deal_is_between(text: str, kind: str, told: set[tuple[str, str]]) -> None:
    assert {(f.subject, f.object) for f in _facts(text, kind)} == told


def test_the_year_in_which_bonds_fall_due_is_not_when_they_are_sold() -> None:
    (sold,) = _facts("Corrie Wind issued $500 million in bonds due 2030.", "funding")
    assert (sold.attribute, sold.date) == ("debt", None)


def test_who_leads_a_round_has_no_post_at_the_firm() -> None:
    text = "NovaPay raised $60 million in Series C funding in October, led by Redwood Growth."
    assert [fact.type for fact in extract(text).facts] == ["funding"]


def test_a_place_that_opens_the_line_is_no_firm() -> None:
    text = "LONDON - Shares in Pennine Water rose after the utility said it had received a takeover offer from Tallis Group."
    assert {(f.subject, f.object) for f in _facts(text, "acquisition")} <= {("Tallis Group", "Pennine Water")}


def test_parts_without_a_name_are_none() -> None:
    told = _facts("Tallis Group is buying two small breweries, Hop Street and Zilt.", "acquisition")
    assert all(fact.object for fact in told)


@pytest.mark.parametrize(
    "text",
    [
        "Corrie Wind's shareholders are Tallis Group (40 percent), Harrow Capital (20 percent) and Ana Berger (10 percent).",
        "Corrie Wind's owners are Tallis Group with 40%, Harrow Capital with 20% and Ana Berger with 10%.",
    ],
)
def test_each_of_several_shareholders_has_a_stake(text: str) -> None:
    told = {(f.subject, f.value and f.value.min) for f in _facts(text, "ownership")}
    assert told == {("Tallis Group", 40), ("Harrow Capital", 20), ("Ana Berger", 10)}


def test_what_is_done_by_two_to_two_is_two_facts() -> None:
    told = _facts(
        "Loomwork Systems was bought by Tallis Group in 2012 and Fenwick Looms by Harrow Capital in 2014.",
        "acquisition",
    )
    assert {(f.subject, f.object, f.date) for f in told} == {
        ("Tallis Group", "Loomwork Systems", "2012"),
        ("Harrow Capital", "Fenwick Looms", "2014"),
    }


def test_who_followed_was_bought_as_well() -> None:
    text = (
        "Harbour Foods bought Fenwick in 2004. Tarnside Dairies followed in 2009 and, three years later, Orchard Foods."
    )
    told = {(f.subject, f.object, f.date) for f in _facts(text, "acquisition")}
    assert told == {
        ("Harbour Foods", "Fenwick", "2004"),
        ("Harbour Foods", "Tarnside Dairies", "2009"),
        ("Harbour Foods", "Orchard Foods", "2012"),
    }


def test_a_nations_owning_names_no_owner() -> None:
    assert _facts("Tallow Foods sells milk. Its German-owned rival Fenwick Bakeries sells bread.", "ownership") == []
