"""Which time of a sentence a fact gets, and whether as its period or its date."""

from __future__ import annotations

from datetime import date

import pytest

from newsledger.facts import extract
from newsledger.records import Fact


def _facts(text: str, kind: str) -> list[Fact]:
    return [fact for fact in extract(text, published=date(2026, 3, 6)).facts if fact.type == kind]


def _periods(text: str) -> list[str | None]:
    metrics = _facts(text, "metric")
    return [fact.period for fact in sorted(metrics, key=lambda f: (f.value and f.value.min) or 0)]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Revenue at Tallow Foods rose from $3 million in 2024 to $4 million in 2025.", ["2024", "2025"]),
        ("Revenue at Tallow Foods rose 5% to $4 million in 2025 from a year earlier.", ["2025"]),
        ("In 2025, Tallow Foods reported revenue of $4 million.", ["2025"]),
        ("Tallow Foods reported revenue of $4 million for the third quarter of 2025.", ["2025-Q3"]),
        ("On Tuesday Tallow Foods reported revenue of $4 million.", [None]),
        ("Tallow Foods, which bought Fenwick Bakeries in 2017, has revenue of $4 million.", [None]),
        ("Tallow Foods reported revenue of $4 million for the year to June 2025.", ["2024-07/2025-06"]),
        ("Tallow Foods reported revenue of $4 million for its fiscal second quarter.", [None]),
        ("Tallow Foods had cash of $4 million as of June 30.", ["2025-06-30"]),
        ("Revenue at Tallow Foods fell 5% to $4 million, the lowest in a decade.", [None]),
    ],
)
def test_a_figure_has_the_period_of_its_own_clause(text: str, periods: list[str | None]) -> None:
    assert _periods(text) == periods


def test_a_results_report_stands_for_its_quarter_until_another_is_named() -> None:
    text = "Tallow Foods published results for the fourth quarter of 2025. Revenue at Tallow Foods rose to $4 million."
    assert _periods(text) == ["2025-Q4"]


def test_a_year_earlier_hangs_on_the_quarter_named_before_it() -> None:
    text = "In the fourth quarter of 2025, revenue at Tallow Foods was $4 million, up from $3 million a year earlier."
    assert _periods(text) == ["2024-Q4", "2025-Q4"]


def test_events_have_dates_of_their_own_clause() -> None:
    text = "Tallow Foods acquired Fenwick Bakeries in 2019 after Ada Brisco left Morrow Rail in May 2018."
    (deal,), (move,) = _facts(text, "acquisition"), _facts(text, "personnel_move")
    assert (deal.date, move.date) == ("2019", "2018-05")
    assert deal.period is move.period is None


def test_a_plan_is_not_dated_by_the_day_it_was_told() -> None:
    (fact,) = _facts("Tallow Foods said on Tuesday it would lay off 300 workers.", "workforce")
    assert (fact.date, fact.modality) == (None, "planned")


def test_an_event_since_a_year_begins_with_it() -> None:
    text = "Ada Brisco left Morrow Rail in January."
    assert [fact.date for fact in _facts(text, "personnel_move")] == ["2026-01"]


def test_a_round_up_dates_the_deals_that_it_lists() -> None:
    text = "Twenty-two bakery deals were announced in October 2025.\n\nTallow Foods has acquired Fenwick Bakeries.\n"
    assert [fact.date for fact in _facts(text, "acquisition")] == ["2025-10"]
    assert [fact.date for fact in _facts(text.replace("Twenty-two", "Two"), "acquisition")] == [None]


def test_a_level_of_the_end_of_a_period_is_of_its_last_day() -> None:
    assert _periods("Tallow Foods had a debt of $4 million at the end of March 2025.") == ["2025-03-31"]


def test_a_share_price_has_a_day_or_a_span() -> None:
    text = "Shares of Tallow Foods fell 4% on Thursday. Shares of Morrow Rail are up 12% year to date."
    assert {(fact.subject, fact.date, fact.period) for fact in _facts(text, "share_price")} == {
        ("Tallow Foods", "2026-03-05", None),
        ("Morrow Rail", None, "2026-01-01/2026-03-06"),
    }


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Tallow Foods will close its mill in Oslo in January.", "facility", "2027-01"),
        ("Tallow Foods closed its mill in Oslo in January.", "facility", "2026-01"),
        ("Ana Berger, head of Tallow Foods, is leaving in February.", "personnel_move", "2027-02"),
        ("Ana Berger, head of Tallow Foods, retires in January.", "personnel_move", "2027-01"),
        ("Tallow Foods raised $8 million from Harbour Bank on Monday.", "funding", "2026-03-02"),
        ("Ana Berger joined Tallow Foods from Stellwerk Group in November.", "personnel_move", "2025-11"),
        ("Tallow Foods borrowed $9 million from Harbour Bank last summer.", "funding", "2025-06/2025-08"),
        ("Tallow Foods opened a mill in Oslo in the spring of 2019.", "facility", "2019-03/2019-05"),
        ("In 2014 Tallow Foods bought a farm; last October it opened a mill in Oslo.", "facility", "2025-10"),
        ("Tallow Foods said it would shut a mill in Oslo in June and cut 300 jobs.", "workforce", "2026-06"),
        ("Tallow Foods said that it would shut a mill in Oslo in June and cut 300 jobs.", "workforce", "2026-06"),
    ],
)
def test_when_an_event_is(text: str, kind: str, day: str) -> None:
    assert {fact.date for fact in _facts(text, kind)} == {day}


def test_an_expected_year_to_a_month_is_the_one_that_ends_ahead() -> None:
    assert _periods("Tallow Foods expects a profit of $24 million for the year to April.") == ["2025-05/2026-04"]
    assert _periods("Tallow Foods expects a profit of $24 million for the year to January.") == ["2026-02/2027-01"]


def test_figures_of_an_economy_without_a_time_are_of_the_month_named_before() -> None:
    text = (
        "Norway's inflation rose to 3 percent in January, economists said. The central bank met. "
        "Unemployment stood at 4 percent. The economy grew in 2025."
    )
    assert _periods(text)[-1] == "2026-01"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Tallow Foods said its margin slipped to 5.4 per cent in 2025 from 6.1 per cent.", ["2025", "2024"]),
        ("Sales at Tallow Foods rose 5% to $4 million in the nine weeks to January 1.", ["2025-10-31/2026-01-01"]),
        ("Tallow Foods had sales of $4 million in the fiscal year that ended in June.", ["2024-07/2025-06"]),
        ("In the first half of 2025, Tallow Foods had sales of $4 million.", ["2025-01/2025-06"]),
        (
            "In the year to June, Tallow Foods had sales of $4 million, against $3 million the previous year.",
            ["2023-07/2024-06", "2024-07/2025-06"],
        ),
    ],
)
def test_spans_of_reports_and_those_they_are_compared_with(text: str, periods: list[str | None]) -> None:
    assert _periods(text) == periods


def test_a_year_earlier_hangs_on_the_report_where_no_time_is_near() -> None:
    text = (
        "Tallow Foods published results for the fourth quarter of 2025. Its shops are old. They are blue. They are big. "
        "Revenue at Tallow Foods rose to $4 million from $3 million a year earlier."
    )
    assert _periods(text) == ["2024-Q4", "2025-Q4"]


def test_what_an_estimate_is_of_was_not_after_what_it_is_compared_with() -> None:
    text = "Sales at Tallow Foods rose 5.8% in the nine weeks to January 1, ahead of the 4% pencilled in by analysts."
    assert {fact.period for fact in _facts(text, "metric")} == {"2025-10-31/2026-01-01"}


def test_a_deal_is_of_the_day_on_which_it_is_told() -> None:
    (fact,) = _facts("Tallow Foods has bought Fenwick Bakeries for $4 million, it said on Tuesday.", "acquisition")
    assert fact.date == "2026-03-03"


def test_who_succeeds_somebody_does_so_when_that_one_leaves() -> None:
    text = "Ada Brisco, chief executive of Tallow Foods, will retire in December. She will be succeeded by Ben Oduya."
    assert {fact.date for fact in _facts(text, "personnel_move")} == {"2026-12"}


def test_what_lies_behind_is_no_time_of_what_goes_on() -> None:
    text = (
        "The Federal Trade Commission cleared Tallow Foods' bid on March 2 but is still investigating Fenwick Bakeries."
    )
    assert {fact.attribute: fact.date for fact in _facts(text, "legal_action")} == {
        "rule": "2026-03-02",
        "investigate": None,
    }


def test_a_time_behind_what_something_is_called_is_when_it_happened() -> None:
    (fact,) = _facts("Tallow Foods bought a brewer called Harrow in 2019.", "acquisition")
    assert (fact.object, fact.date) == ("Harrow", "2019")
