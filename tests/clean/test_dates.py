"""When an article was published: origin, precision, zone, and the reason where there is no date."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from newsledger.clean import dates
from newsledger.records import NO_DATE, Stamp
from tests.clean.pages import NOW, PROSE, article, html

PLAIN = "https://times.example/harbour"


def stamp(head: str = "", url: str = PLAIN, body: str = PROSE, **known: object) -> Stamp:
    return article(html(head, f"<article><h1>A pier</h1>{body}</article>"), url=url, **known).published


def linked(published: str, modified: str = "") -> str:
    node = {"@type": "NewsArticle", "datePublished": published, "dateModified": modified}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_json_ld_comes_before_meta_and_time() -> None:
    head = linked("2026-03-03T23:30:00-05:00") + '<meta property="article:published_time" content="2026-01-01">'
    assert stamp(head) == Stamp(datetime(2026, 3, 4, 4, 30, tzinfo=UTC), date(2026, 3, 3), "second", "jsonld")


@pytest.mark.parametrize(
    ("head", "body", "origin"),
    [
        ('<meta name="date" content="2026-03-03">', PROSE, "meta"),
        ("", f'<time datetime="2026-03-03">yesterday</time>{PROSE}', "time"),
        ("", f'<p class="date">March 3, 2026</p>{PROSE}', "htmldate"),
        ("", f"{PROSE}<p>Rebuilding was decided on 3 March 2026 by the board.</p>", "htmldate"),
    ],
)
def test_a_day_is_found_where_the_page_prints_one(head: str, body: str, origin: str) -> None:
    assert stamp(head, body=body) == Stamp(None, date(2026, 3, 3), "day", origin)


def test_the_address_dates_what_the_page_does_not() -> None:
    assert stamp(url="https://times.example/2026/03/03/harbour") == Stamp(None, date(2026, 3, 3), "day", "url")


def test_the_day_of_the_address_is_the_day_as_printed_where_the_clock_is_utc() -> None:
    url = "https://times.example/2026/03/03/harbour"
    assert stamp(linked("2026-03-04T03:30:00Z"), url).day == date(2026, 3, 3)
    assert stamp(linked("2026-03-04T03:30:00Z"), url).at == datetime(2026, 3, 4, 3, 30, tzinfo=UTC)
    assert stamp(linked("2026-03-06T03:30:00Z"), url).day == date(2026, 3, 6)  # another day, not another zone
    assert stamp(linked("2026-03-04T03:30:00+01:00"), url).day == date(2026, 3, 4)  # the publisher's own clock


def test_a_clock_without_zone_is_the_sources() -> None:
    found = stamp(linked("2026-03-03T08:30:00"), timezone="America/New_York")
    assert (found.at, found.day) == (datetime(2026, 3, 3, 13, 30, tzinfo=UTC), date(2026, 3, 3))


def test_the_feeds_date_comes_before_a_guess() -> None:
    fed = Stamp(NOW, NOW.date(), "second", "feed")
    assert stamp(body=f'<p class="date">March 3, 2026</p>{PROSE}', published=fed) == fed


def test_a_page_without_dates_says_so() -> None:
    assert stamp() == NO_DATE


def test_a_copyright_year_is_no_date() -> None:
    assert stamp(body=f"{PROSE}<p>Copyright 2019 by the harbour board</p>") == NO_DATE


def test_what_cannot_be_read_leaves_its_reason() -> None:
    assert stamp('<meta name="date" content="soon">').reason == "unreadable_date"
    assert stamp(linked("2031-01-01")).reason == "out_of_range"
    assert stamp(linked("1969-12-31")).reason == "out_of_range"


def test_the_last_change_is_an_instant() -> None:
    made = article(html(linked("2026-03-03", "2026-03-05T10:00:00Z"), PROSE))
    assert made.modified_at == datetime(2026, 3, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("03.02.2026", date(2026, 2, 3)),
        ("03-02-2026 10:29", date(2026, 2, 3)),
        ("03/02/2026", date(2026, 3, 2)),
        ("2026-03-02", date(2026, 3, 2)),
        ("Tue, 3 Feb 2026 10:00:00 GMT", date(2026, 2, 3)),
    ],
)
def test_days_and_months_are_told_apart(printed: str, day: date) -> None:
    assert dates.read(printed, "meta", None, NOW).day == day


def test_zone_letters_that_could_be_anybodys_leave_the_day() -> None:
    assert dates.read("2026-03-03 10:00 IST", "meta", None, NOW) == Stamp(None, date(2026, 3, 3), "day", "meta")
    assert dates.read("2026-03-03 10:00 EST", "meta", None, NOW).at == datetime(2026, 3, 3, 15, tzinfo=UTC)
