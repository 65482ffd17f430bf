"""Days and periods as a newspaper names them, against the day it appeared."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsledger.facts.dates import times, when
from newsledger.periods import span

TUESDAY = date(2019, 11, 19)

TABLE = [
    ("profit fell last quarter", "2019-Q3", "period"),
    ("in the three months to June", "2019-Q2", "period"),
    ("for the three months ended 30 September", "2019-Q3", "period"),
    ("over the 12 months through March", "2018-04-01/2019-03-31", "period"),
    ("the year ended March 31, 2018", "2017-04-01/2018-03-31", "period"),
    ("guidance for FY24", "2024", "period"),
    ("in fiscal 2024 it grew", "2024", "period"),
    ("in the first half of 2019", "2019-H1", "period"),
    ("H1 2024 results", "2024-H1", "period"),
    ("third-quarter revenue", "2019-Q3", "period"),
    ("fourth-quarter sales so far", "2019-Q4", "period"),
    ("Q1 2026 deliveries", "2026-Q1", "period"),
    ("the first nine months of 2019", "2019-01-01/2019-09-30", "period"),
    ("said on Tuesday", "2019-11-19", "day"),
    ("said on Wednesday", "2019-11-13", "day"),
    ("next Tuesday it votes", "2019-11-26", "day"),
    ("last Tuesday it voted", "2019-11-12", "day"),
    ("earlier this week", "2019-11-18/2019-11-24", "period"),
    ("year to date", "2019-01-01/2019-11-19", "period"),
    ("has grown since 2015", "2015/2019-11-19", "period"),
    ("will build it by 2030", "2030", "period"),
    ("by the end of 2025", "2025", "period"),
    ("in early May", "2019-05", "period"),
    ("in mid-2019", "2019", "period"),
    ("during the 1990s", "1990-01-01/1999-12-31", "period"),
    ("two years ago", "2017", "period"),
    ("in the past three years", "2016-11-19/2019-11-19", "period"),
    ("since last November", "2018-11/2019-11-19", "period"),
    ("on Nov. 5, 2019", "2019-11-05", "day"),
    ("on 5 November", "2019-11-05", "day"),
    ("dated 2019/11/05", "2019-11-05", "day"),
    ("yesterday's vote", "2019-11-18", "day"),
    ("between 2014 and 2018", "2014/2018", "period"),
    ("from May to July", "2019-05/2019-07", "period"),
    ("in November 2020", "2020-11", "period"),
    ("two weeks before Christmas", "2019-12-11", "day"),
    ("bands of the noughties", "2000-01-01/2009-12-31", "period"),
    ("w/c Nov 11", "2019-11-11/2019-11-17", "period"),
    ("met over the weekend", "2019-11-16/2019-11-17", "period"),
    ("on the 14th.", "2019-11-14", "day"),
    ("by the end of the year", "2019", "period"),
    ("over the next two years", "2019-11-20/2021-11-19", "period"),
    ("in the next two years", "2019-11-20/2021-11-19", "period"),
    ("born in nineteen ninety six", "1996", "period"),
]


@pytest.mark.parametrize(("text", "iso", "kind"), TABLE, ids=[row[0] for row in TABLE])
def test_a_time_is_resolved(text: str, iso: str, kind: str) -> None:
    assert [(t.iso, t.kind) for t in times(text, 0, len(text), TUESDAY)] == [(iso, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "it may rise",
        "this may not last",
        "a march of 40 miles",
        "11-50 people",
        "the market of this march",
        "$2019 each",
        "Theresa May resigned",
        "32,019 units",
        "a second home",
    ],
)
def test_words_and_numbers_that_are_no_dates(text: str) -> None:
    assert times(text, 0, len(text), TUESDAY) == []


@pytest.mark.parametrize(
    ("text", "anchor", "iso"),
    [
        ("from the week before", date(2019, 6, 19), "2019-06-10/2019-06-16"),
        ("up from a year earlier", "2024-Q4", "2023-Q4"),
        ("than in the previous quarter", "2019-Q1", "2018-Q4"),
        ("than the year before", "2016", "2015"),
    ],
)
def test_some_times_hang_on_the_date_before_them(text: str, anchor: date | str, iso: str) -> None:
    assert [t.iso for t in times(text, 0, len(text), TUESDAY, anchor)] == [iso]


def test_a_time_in_the_same_span_is_the_nearest() -> None:
    text = "In Q2 2018 it sold more than a year earlier."
    assert [t.iso for t in times(text, 0, len(text), TUESDAY)] == ["2018-Q2", "2017-Q2"]


def test_without_a_publication_day_only_full_dates_are_read() -> None:
    text = "On Tuesday, 5 May 2017 and last year and 3 June."
    assert [t.iso for t in times(text, 0, len(text), None)][:1] == ["2017-05-05"]
    assert times("yesterday and next week", 0, 23, None) == []
    assert times("It ended Sept. 29.", 0, 18, None) == []
    assert [t.iso for t in times("It ended in Sept ’29.", 0, 21, None)] == ["2029-09"]


def test_a_verb_after_a_year_is_no_month_and_a_full_stop_no_part() -> None:
    text = "Chips by 2028 may sell. It closes in September."
    assert [text[t.start : t.end] for t in times(text, 0, len(text), TUESDAY)] == ["by 2028", "September"]


def test_when_is_the_first_time() -> None:
    text = "In 2018, not in 2019."
    assert when(text, 0, len(text), TUESDAY) == "2018"
    assert when(text, 9, len(text), TUESDAY) == "2019"
    assert when("never", 0, 5, TUESDAY) is None


_PIECES = st.sampled_from(
    "in the last next two 3 years months quarter week since by end of May March 5 31 2019 2020-02-30 Q3 H1 first - to and "
    "between from Tuesday , . fiscal FY ago earlier before after 1990s 29 Feb \n 😀 week 60 9999 999 century 0 00".split(
        " "
    )
)


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join)), st.sampled_from([None, TUESDAY, date.min, date.max]))
@example("1YEAR FROM MAY", date.max)
@example("TUESDAY-Q1", date.max)
@example("TUESDAY-30", date.max)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_a_crash(text: str, published: date | None) -> None:
    found = times(text, 0, len(text), published)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(span(t.iso) for t in found)
    assert all(one.start <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("piece", ["7", "1,", "1/", "in the ", "2019 to ", "May ", "the last ", "first of ", "2019-"])
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    times(text, 0, len(text), TUESDAY)
    assert time.process_time() - began < 5
