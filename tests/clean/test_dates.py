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
    assert stamp(head) == Stamp(
        datetime(2026, 3, 4, 4, 30, tzinfo=UTC), date(2026, 3, 3), "second", "jsonld", None, -300
    )


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


def test_very_long_prose_is_not_searched_for_a_day() -> None:
    body = f"{PROSE}<p>Since 03.03.26.</p>"
    more = f"<p>{'The pier is long. ' * 1000}</p>"
    assert stamp(body=body + 5 * more).day == date(2026, 3, 3)
    assert stamp(body=body + 30 * more).day is None


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


@pytest.mark.parametrize(
    "line",
    [
        "<p>{}3 March 2026</p>",
        "<div><span>{}</span><span>March 3rd, 2026</span></div>",
        "<p>{}03.03.2026, 12:01 Uhr</p>",
        "<p>{}2026-03-03 10:00</p>",
        "<p>{}3. März 2026</p>",
        "<time>{}Mar 3, 2026</time>",
    ],
)
def test_the_line_beside_the_heading_says_when_and_when_again(line: str) -> None:
    other = "<p>Sent to the board on 1 February 2026</p><p>1 January 2026</p>"  # other days, further off
    assert stamp(body=line.format("") + PROSE + other) == Stamp(None, date(2026, 3, 3), "day", "htmldate")
    changed = article(
        html("", f"<article><h1>A pier</h1><p>2 March 2026</p>{line.format('Updated: ')}{PROSE}</article>")
    )
    assert (changed.published.day, changed.modified.day) == (date(2026, 3, 2), date(2026, 3, 3))


def test_a_line_above_the_heading_counts_and_a_menu_does_not() -> None:
    page = html("", f"<nav>1 March 2026</nav><p>3 March 2026 - 4 minutes</p><h1>A pier</h1>{PROSE}")
    assert article(page, url=PLAIN).published.day == date(2026, 3, 3)


def test_the_line_beside_the_heading_gives_a_clock_in_utc_its_day() -> None:
    printed = f"<p>3 March 2026</p>{PROSE}"
    assert stamp(linked("2026-03-04T03:30:00Z"), body=printed).day == date(2026, 3, 3)
    assert stamp(linked("2026-03-09T03:30:00Z"), body=printed).day == date(2026, 3, 9)


def test_a_page_without_dates_says_so() -> None:
    assert stamp() == NO_DATE


def test_a_copyright_year_is_no_date() -> None:
    assert stamp(body=f"{PROSE}<p>Copyright 2019 by the harbour board</p>") == NO_DATE


@pytest.mark.parametrize("zone", ["+25:00", "-99:99"])
def test_a_zone_of_a_day_and_more_is_none(zone: str) -> None:
    assert dates.read(f"2026-03-03T08:30:00{zone}", "jsonld", None, NOW) == Stamp(reason="unreadable_date")


def test_what_cannot_be_read_leaves_its_reason() -> None:
    assert stamp('<meta name="date" content="soon">').reason == "unreadable_date"
    assert stamp(linked("2031-01-01")).reason == "out_of_range"
    assert stamp(linked("1969-12-31")).reason == "out_of_range"


def test_the_last_change_is_an_instant() -> None:
    made = article(html(linked("2026-03-03", "2026-03-05T10:00:00Z"), PROSE))
    assert made.modified == Stamp(datetime(2026, 3, 5, 10, tzinfo=UTC), date(2026, 3, 5), "second", "jsonld", None, 0)


def test_published_and_changed_are_told_apart() -> None:
    times = (
        '<time itemprop="dateModified" datetime="2026-03-05">5 March</time><time datetime="2026-03-03">3 March</time>'
    )
    made = article(html("", f"<article><h1>A pier</h1>{times}{PROSE}</article>"), url=PLAIN)
    assert (made.published.day, made.published.origin) == (date(2026, 3, 3), "time")
    assert (made.modified.day, made.modified.origin) == (date(2026, 3, 5), "time")
    assert article(html("", f"<article><h1>A pier</h1>{PROSE}</article>"), url=PLAIN).modified == NO_DATE


@pytest.mark.parametrize(
    ("printed", "timezone", "precision", "offset"),
    [
        ("2026-03-03T08:30:15+01:00", None, "second", 60),
        ("2026-03-03T08:30Z", "America/New_York", "minute", 0),
        ("2026-03-03T08:30:00", "America/New_York", "second", -300),
        ("2026-03-03 08:30:00", None, "day", None),  # whose clock, nobody says
        ("2026-03-03", "America/New_York", "day", None),
        ("2026-03", None, "month", None),
        ("March 2026", "America/New_York", "month", None),
        ("Mar. 2026", None, "month", None),
        ("03/2026", None, "month", None),
        ("2026", None, "year", None),
    ],
)
def test_no_more_is_claimed_than_is_printed(
    printed: str, timezone: str | None, precision: str, offset: int | None
) -> None:
    found = dates.read(printed, "meta", timezone, NOW)
    assert (found.precision, found.offset_minutes) == (precision, offset)
    assert (found.day is None) == (precision in ("month", "year"))


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
