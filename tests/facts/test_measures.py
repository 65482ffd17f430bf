"""What amounts measure: rows of level and movement, prior values, parts, whose they are."""

from __future__ import annotations

import pytest

from newsledger.facts import extract
from newsledger.records import Fact


def _facts(text: str, kind: str = "metric") -> list[Fact]:
    return [fact for fact in extract(text).facts if fact.type == kind]


def _numbers(fact: Fact) -> tuple[object, ...]:
    level = (fact.value.min, fact.value.unit) if fact.value else None
    moved = (fact.change.min, fact.change.unit, fact.change.direction) if fact.change else None
    return level, moved


def test_a_level_and_its_movement_share_a_row_and_the_prior_value_has_its_own() -> None:
    facts = _facts("Tallis Group's revenue rose 12 percent to $4.5 billion from $4.0 billion a year earlier.")
    assert {_numbers(fact) for fact in facts} == {
        ((4.5e9, "USD"), (12.0, "percent", "up")),
        ((4.0e9, "USD"), None),
    }


def test_an_estimate_is_a_row_that_is_expected() -> None:
    facts = _facts("Tallis Group earned $1.15 per share, beating the average analyst estimate of $1.08.")
    assert {(fact.modality, fact.value.min) for fact in facts if fact.value} == {("asserted", 1.15), ("expected", 1.08)}


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Tallis Group's net loss more than doubled to $3 million.", (100.0, "percent", "up")),
        ("Tallis Group's order book shrank by a tenth to €1.1bn.", (10.0, "percent", "down")),
        ("Tallis Group's orders came in at €512 million, 9 per cent below last year.", (9.0, "percent", "down")),
        ("Tallis Group reported sales of $5.4bn, an increase of 7%.", (7.0, "percent", "up")),
    ],
)
def test_movements_join_their_level(text: str, moved: tuple[object, ...]) -> None:
    (fact,) = _facts(text)
    assert fact.value is not None
    assert _numbers(fact)[1] == moved


def test_parts_of_a_count_have_its_unit() -> None:
    facts = _facts("Tallis Group now has 4,500 units, including about 3,700 in Korea.")
    assert {_numbers(fact)[0] for fact in facts} == {(4500.0, "unit"), (3700.0, "unit")}


def test_a_bare_number_of_shipments_counts_units() -> None:
    (fact,) = _facts("Tallis Group's shipments rose 12% to 61,000.")
    assert _numbers(fact) == ((61000.0, "unit"), (12.0, "percent", "up"))


def test_sales_of_goods_count_those_goods() -> None:
    (fact,) = _facts("Sales of electric scooters in Thailand doubled to 310,000 last year.")
    assert (fact.subject, *_numbers(fact)) == ("Thailand", (310_000, "scooter"), (100, "percent", "up"))


@pytest.mark.parametrize(
    ("text", "subject", "size"),
    [
        ("The economy grew 2.7 per cent last year.", "Portugal", 2.7),
        ("The bank forecasts that the economy will grow by 6 per cent in 2030.", "Portugal", 6),
        ("Worldwide shipments of robot vacuums rose 14 per cent last year.", "robot vacuums", 14),
    ],
)
def test_economies_and_markets_are_measured(text: str, subject: str, size: float) -> None:
    facts = _facts(f"Unemployment in Portugal is low. {text}")
    assert [(fact.subject, fact.change.min) for fact in facts if fact.change] == [(subject, size)]


def test_who_tells_of_an_economy_is_not_it() -> None:
    text = (
        "Portugal's economy is slowing, economists say. Unemployment rose in May and inflation eased, the bank said. "
        "The IMF sees growth of 3.1 percent in 2030 and 4.4 percent in 2031. Remittances totalled $4.6 billion."
    )
    told = {(f.subject, f.attribute) for f in _facts(text) if f.attribute in ("growth", "remittances")}
    assert told == {("Portugal", "growth"), ("Portugal", "remittances")}


def test_a_prior_sum_without_its_currency_has_that_of_the_sum_beside_it() -> None:
    facts = _facts("Tallis Group's net profit slipped to 188m zlotys from 201m in 2015.")
    assert {_numbers(fact)[0] for fact in facts} == {(188e6, "PLN"), (201e6, "PLN")}


def test_points_to_a_percentage_are_percent() -> None:
    (fact,) = _facts("Harbour Bank put up its mortgage rate by 0.3 points to 4.9 per cent.", "price_change")
    assert _numbers(fact) == ((4.9, "percent"), (0.3, "percent", "up"))


def test_the_same_of_somebody_else() -> None:
    facts = _facts("Tallis Group led with 31% of shipments, followed by Brightwater Energy with 22%.")
    assert {(fact.subject, _numbers(fact)[0]) for fact in facts} == {
        ("Tallis Group", (31.0, "percent")),
        ("Brightwater Energy", (22.0, "percent")),
    }


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Tallis had 58% of the market last year; Brightwater had 14%.", {("Tallis", 58.0), ("Brightwater", 14.0)}),
        ("Tallis had 27% of the market in 2007; today it has 19%.", {("Tallis", 27.0), ("Tallis", 19.0)}),
        ("Tallis has 9% of the market, against 13% for Brightwater.", {("Tallis", 9.0), ("Brightwater", 13.0)}),
        ("Tallis had 27% of the market against Brightwater's 19%.", {("Tallis", 27.0), ("Brightwater", 19.0)}),
    ],
)
def test_shares_of_one_market(text: str, shares: set[tuple[str, float]]) -> None:
    assert {(fact.subject, fact.value.min) for fact in _facts(text) if fact.value} == shares


@pytest.mark.parametrize(
    ("further", "level", "modality"),
    [
        ("That compares with $19bn in 2020.", (19e9, "USD"), "asserted"),
        ("It was 19bn in 2020.", (19e9, "USD"), "asserted"),
        ("Analysts had been looking for $22bn.", (22e9, "USD"), "expected"),
        ("The figure beat the $20bn that analysts had forecast.", (20e9, "USD"), "expected"),
    ],
)
def test_the_sentence_behind_compares_the_figure(further: str, level: tuple[float, str], modality: str) -> None:
    facts = _facts(f"Tallis Group said revenue rose 4 per cent to $21bn. {further}")
    assert [(_numbers(fact)[0], fact.modality) for fact in facts][1:] == [(level, modality)]


@pytest.mark.parametrize(
    "further",
    [
        "It was a good year.",
        "It was 4 per cent.",
        "Is that $19bn?",
        "It owes $19bn.",
        "That was $4bn less than at Brightwater.",
        "That compares to a fine of $19bn for Brightwater.",
    ],
)
def test_another_figure_behind_is_not_of_the_same_measure(further: str) -> None:
    facts = _facts(f"Tallis Group said revenue rose 4 per cent to $21bn. {further}")
    assert [fact.value.min for fact in facts if fact.value and fact.attribute == "revenue"] == [21e9]


@pytest.mark.parametrize(
    "further",
    [
        "Analysts at Alto Securities expect the margin to widen to 6.5 per cent.",
        "Brokerage Alto Securities expects the margin to narrow to 6.5 per cent.",
        "Jane Doe, an analyst at Alto Securities, forecasts that the margin will shrink to 6.5 per cent.",
    ],
)
def test_an_analyst_foresees_what_is_of_the_firm(further: str) -> None:
    facts = _facts(f"Tallis Group lifted its revenue to $21bn. {further}")
    assert [(f.subject, f.modality) for f in facts if f.attribute == "margin"] == [("Tallis Group", "expected")]


def test_a_sum_in_brackets_is_the_one_before_it_in_another_currency() -> None:
    facts = _facts(
        "Tallis's net income fell 31% to 58bn kronor ($6bn) from 84bn, missing the 71bn expected by analysts."
    )
    assert {_numbers(fact)[0] for fact in facts} == {(58e9, "SEK"), (84e9, "SEK"), (71e9, "SEK")}


def test_what_a_relative_clause_says_is_of_another_time() -> None:
    facts = _facts("Tallis's profit, which fell 12% in 2020, recovered to $30 million in 2021.")
    assert {_numbers(fact) for fact in facts} == {((30e6, "USD"), None), (None, (12.0, "percent", "down"))}


@pytest.mark.parametrize(
    "text",
    [
        "Tallis Group agreed to pay a fine of $12 million.",
        "Tallis Group bought Brightwater Energy for $3.1 billion.",
        "Tallis Group unveiled a 7.2-inch display.",
        "Many firms cut their spending by 12%.",
        "Shares in Tallis Group rose by 1130 GMT.",
    ],
)
def test_amounts_that_measure_nobody(text: str) -> None:
    assert _facts(text) == []


def test_a_line_of_a_table_of_quotes() -> None:
    text = "TLS TALLIS GROUP INC. 225.86 -12.99 -5.44%\n"
    fact = next(f for f in _facts(text, "share_price") if f.value)
    assert (fact.subject, fact.attribute) == ("TALLIS GROUP INC.", "fall")
    assert _numbers(fact) == ((225.86, "USD"), (5.44, "percent", "down"))
    assert text[fact.start : fact.end] == text.strip()


@pytest.mark.parametrize(
    ("text", "goods", "level"),
    [
        ("Tallis Group's $6.99-a-month video service is stocked with films.", "video service", (6.99, "USD")),
        ("Tallis Group said the Kelpie 3 carries a price tag of $799.", "Kelpie 3", (799.0, "USD")),
    ],
)
def test_prices_that_are_set(text: str, goods: str, level: tuple[float, str]) -> None:
    (fact,) = _facts(text, "price_change")
    assert (fact.subject, fact.object, fact.attribute) == ("Tallis Group", goods, "set")
    assert _numbers(fact)[0] == level


@pytest.mark.parametrize(
    ("text", "level", "moved"),
    [
        ("The standard plan will go up by £2 to £10.99 a month.", (10.99, "GBP"), (2.0, "GBP", "up")),
        ("The annual pass rises by a third, to £80.", (80.0, "GBP"), (100 / 3, "percent", "up")),
        ("Two pints of milk now cost £1.45, 15p less than in May.", (1.45, "GBP"), (0.15, "GBP", "down")),
        ("It took 15p off a bottle of milk, bringing it to £1.50.", (1.5, "GBP"), (0.15, "GBP", "down")),
        ("Team goes up by $4, to $24 per user per month.", (24.0, "USD"), (4.0, "USD", "up")),
        ("The Family plan drops 25% to $5.99 a month.", (5.99, "USD"), (25.0, "percent", "down")),
        ("The firm is cutting the price of its tea in half, to $3.", (3.0, "USD"), (50.0, "percent", "down")),
        ("The grocer opened a shop and raised bread prices 5 percent.", None, (5.0, "percent", "up")),
        ("The increase will add £42 a year to the average bill.", None, (42.0, "GBP", "up")),
        ("Its customers face a 5 per cent rise in household bills.", None, (5.0, "percent", "up")),
        ("It is doubling the booking fee to $20.", (20.0, "USD"), (100.0, "percent", "up")),
        ("Shoppers will pay 50p more for a white loaf, or £2.", (2.0, "GBP"), (0.5, "GBP", "up")),
        ("The firm plans a $3 price rise for the family plan.", None, (3.0, "USD", "up")),
    ],
)
def test_goods_that_get_dearer_or_cheaper(text: str, level: object, moved: tuple[object, float, str]) -> None:
    (fact,) = _facts(f"Tallis Group sells food. {text}", "price_change")
    assert fact.subject == "Tallis Group"
    assert _numbers(fact) == (level, (pytest.approx(moved[0], 0.01), *moved[1:]))


@pytest.mark.parametrize(
    ("text", "goods", "level"),
    [
        ("Pricing starts at $39 a month.", None, 39.0),
        ("It offers the full report for $3,950.", "full report", 3950.0),
        ("Pricing for the Kelpie 3 begins at $299.", "Kelpie 3", 299.0),
        ("Tallis Group charges $49 per month.", None, 49.0),
        ("Users pay $49 a month for the family plan.", "family plan", 49.0),
        ("The Kelpie 3 tablet has an MSRP of $299.", "Kelpie 3 tablet", 299.0),
        ("The Kelpie 3 comes with a $299 price tag.", "Kelpie 3", 299.0),
        ("It increased the cost of its family plan to $49.", "family plan", 49.0),
        ("At $299, the Kelpie 3 tablet is cheap.", "Kelpie 3 tablet", 299.0),
    ],
)
def test_what_shops_and_services_ask(text: str, goods: str | None, level: float) -> None:
    (fact,) = _facts(f"Tallis Group sells software. {text}", "price_change")
    assert (fact.subject, fact.object, fact.value and fact.value.min) == ("Tallis Group", goods, level)


def test_what_is_down_in_a_sale_is_no_launch() -> None:
    text = "Tallis Group sells tablets. The Kelpie 3 tablet is on sale for $199, down from $299."
    assert not _facts(text, "product_launch")
    assert {_numbers(fact)[0] for fact in _facts(text, "price_change")} >= {(199.0, "USD")}


def test_the_price_before_is_a_row_of_its_own() -> None:
    facts = _facts("Tallis Group runs trains. A single ticket will go from £2 to £2.50.", "price_change")
    assert {(fact.attribute, _numbers(fact)[0], fact.modality) for fact in facts} == {
        ("set", (2.0, "GBP"), "asserted"),
        ("rise", (2.5, "GBP"), "planned"),
    }


def test_what_is_launched_at_a_price_is_one_fact() -> None:
    (fact,) = _facts("Tallis Group's Kelpie 3 will go on sale in May for $799.", "product_launch")
    assert (fact.subject, fact.object) == ("Tallis Group", "Kelpie 3")
    assert _numbers(fact)[0] == (799.0, "USD")
    assert not _facts("Tallis Group's Kelpie 3 will go on sale in May for $799.", "price_change")


@pytest.mark.parametrize(
    "text",
    [
        "Tallis Group will start selling the Kelpie 3, successor to the Kelpie 2, in Oslo on 20 May for £649.",
        "Tallis Group announced the general availability of Kelpie 3, a mover that starts at £649.",
    ],
)
def test_a_launch_has_the_one_price_of_its_sentence(text: str) -> None:
    (fact,) = _facts(text, "product_launch")
    assert (fact.object, _numbers(fact)[0]) == ("Kelpie 3", (649.0, "GBP"))


def test_in_a_report_of_a_days_trading_what_firms_lose_is_their_shares() -> None:
    told = "The Oslo All Share index gained 1.2% to 57,310 points on Thursday. " + "Brokers were busy all day. " * 40
    facts = _facts(told + "Tallis Group lost 3% after its finance chief resigned.", "share_price")
    assert ("Tallis Group", "fall") in {(fact.subject, fact.attribute) for fact in facts}
    assert not _facts("Tallis Group lost 3% of its customers.", "share_price")


def test_labelled_figures_are_of_the_goods_in_the_heading() -> None:
    text = "2026 Brightwater Kelpie 5\n\nBase price: $31,900\nEPA-rated range: 210–290 miles\n"
    (price,) = _facts(text, "price_change")
    (reach,) = _facts(text)
    assert (price.subject, price.attribute, price.value and price.value.min) == ("Brightwater Kelpie 5", "set", 31900.0)
    assert (reach.subject, reach.attribute, reach.value and reach.value.max) == (
        "Brightwater Kelpie 5",
        "epa-rated range",
        290.0,
    )


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Quillon Robotics is recalling about 12,000 Presto pumps.", 12000, 12000),
        ("Quillon Robotics is recalling more than 12,000 Presto pumps.", 12000, None),
        ("Quillon Robotics recalled fewer than 12,000 Presto pumps.", None, 12000),
    ],
)
def test_what_hedges_a_count_with_a_name_in_it(text: str, least: int | None, most: int | None) -> None:
    (fact,) = _facts(f"Quillon Robotics makes goods. {text}", "product_launch")
    assert fact.value is not None
    assert (fact.value.min, fact.value.max, fact.value.unit) == (least, most, "pump")


def test_a_part_of_a_hedged_total_is_exact() -> None:
    facts = extract("Tallis Group opened more than 14 shops last year, five of them in Peru.").facts
    told = [(f.value.min, f.value.max, f.value.qualifier) for f in facts if f.type == "facility" and f.value]
    assert sorted(told) == [(5, 5, "exact"), (14, None, "at_least")]


def test_what_a_staff_was_before_has_not_the_later_years_period() -> None:
    facts = extract("Tallis Group employed 265 people in 2024, up from 90.").facts
    assert {f.value.min: f.period for f in facts if f.attribute == "headcount" and f.value} == {265: "2024", 90: None}


@pytest.mark.parametrize(
    "text",
    [
        "Tallis Group reported operating profit of $3 million. It beat analysts' estimates of $2 million.",
        "Tallis Group said its operating profit had beaten analysts' estimates of $2 million.",
        "Tallis Group cut its forecast for this year's operating profit to $2 million.",
        "Tallis Group cut its forecast for operating profit to $2 million.",
    ],
)
def test_a_forecast_is_of_what_it_is_a_forecast_of(text: str) -> None:
    forecasts = [f for f in _facts(text, "metric") if f.modality == "expected"]
    assert [(f.attribute, f.value and f.value.max) for f in forecasts] == [("operating profit", 2_000_000)]


@pytest.mark.parametrize(
    ("text", "subject", "level", "moved"),
    [
        ("Revenue at Tallis Group was $3 million in 2019. It rose to $4 million in 2020.", "Tallis Group", 4e6, None),
        ("Sales at Tallis Group rose 2 per cent in 2019. They fell 3 per cent in Wales.", "Tallis Group", None, 3),
        ("Sales at Tallis Group rose 2 per cent. At Harrow Stores they fell 3 per cent.", "Harrow Stores", None, 3),
        ("The margin of Tallis Group was 9 per cent. At Harrow Stores it was 7 per cent.", "Harrow Stores", 7, None),
        ("Output at Tallis Group fell to 4m tonnes. It had been 5m tonnes in 2018.", "Tallis Group", 5e6, None),
    ],
)
def test_a_pronoun_goes_on_about_the_measure_before(text: str, subject: str, level: float, moved: float) -> None:
    first, last = _facts(text, "metric")
    assert (last.subject, last.attribute) == (subject, first.attribute)
    assert (last.value and last.value.max, last.change and last.change.max) == (level, moved)


def test_what_a_firm_that_is_bought_sells_is_no_price() -> None:
    facts = extract("Tallis Group bought Harrow Stores, a grocer with sales of $40 million.").facts
    assert [f.value for f in facts if f.type == "acquisition"] == [None]
    assert [(f.subject, f.attribute) for f in facts if f.type == "metric"] == [("Harrow Stores", "sales")]


@pytest.mark.parametrize(
    ("text", "attribute", "goods", "level", "moved"),
    [
        ("Fares on Tallis Rail will rise by 4.9 per cent.", "rise", "Fares", None, 4.9),
        ("Tallis Rail said season tickets would be 5.9 per cent dearer.", "rise", "season tickets", None, 5.9),
        ("Tallis Rail said season tickets would cost 5.9 per cent more.", "rise", "season tickets", None, 5.9),
        ("Tallis Rail charges £35 for a bicycle, up from £25.", "rise", "bicycle", 35, None),
        ("Tallis Rail's customers will pay 6 per cent more for power.", "rise", "power", None, 6),
        (
            "The price of a Tallis Rail ticket goes up by £2 a month from October.",
            "rise",
            "Tallis Rail ticket",
            None,
            2,
        ),
    ],
)
def test_prices_that_are_told_of_what_is_paid_for(
    text: str, attribute: str, goods: str | None, level: float | None, moved: float | None
) -> None:
    (fact,) = _facts(f"Tallis Rail runs trains. {text}", "price_change")
    assert (fact.subject, fact.attribute, fact.object) == ("Tallis Rail", attribute, goods)
    assert (fact.value and fact.value.min, fact.change and fact.change.min) == (level, moved)
