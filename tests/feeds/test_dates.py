from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.feeds.dates import printed, read_date

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 04 Mar 2025 09:39:21 GMT", "2025-03-04T09:39:21Z"),
        ("4 Mar 2025 9:39 EST", "2025-03-04T14:39:00Z"),
        ("Tue, 04 Mar 25 09:39:21 +0530", "2025-03-04T04:09:21Z"),
        ("2025-03-04T09:39:21.5+01:00", "2025-03-04T08:39:21.500000Z"),
        ("2025/03/04 09:39:21 CEST", "2025-03-04T07:39:21Z"),
        ("04-Mar-2025 09:39:21 BST", "2025-03-04T08:39:21Z"),
        ("1741081161", "2025-03-04T09:39:21Z"),
        ("1741081161000", "2025-03-04T09:39:21Z"),
        ("20250304T093921Z", "2025-03-04T09:39:21Z"),
        ("Tue, 4 Mar 2025 24:00:00 GMT", "2025-03-05T00:00:00Z"),
        ("Tue, 4 Mar 2025 23:59:60 GMT", "2025-03-04T23:59:59Z"),
        ("mar., 04 mars 2025 09:39:21 +0100", "2025-03-04T08:39:21Z"),
        ("Dienstag, 4. März 2025, 09:39 Uhr MEZ", "2025-03-04T08:39:00Z"),
        ("Tue, 04 Mar 2025 09:39:21 Europe/Helsinki", "2025-03-04T07:39:21Z"),
        ("March 4th, 2025 at 9:39 p.m. PST", "2025-03-05T05:39:00Z"),
    ],
)
def test_an_instant(text: str, expected: str) -> None:
    assert printed(read_date(text)) == expected


def test_without_a_zone_the_sources_timezone_counts() -> None:
    stamp = read_date("Tue, 04 Mar 2025 09:39:21", timezone="America/New_York")
    assert stamp.at == datetime(2025, 3, 4, 14, 39, 21, tzinfo=UTC)
    assert stamp.precision == "second"


def test_without_zone_and_timezone_only_the_day_is_sure() -> None:
    stamp = read_date("Tue, 04 Mar 2025 09:39:21")
    assert (stamp.day, stamp.precision) == (date(2025, 3, 4), "day")
    assert printed(stamp) == "2025-03-04T09:39:21"


@pytest.mark.parametrize(
    ("text", "timezone", "hour"),
    [
        ("4 Mar 2025 12:00 IST", None, 6),
        ("4 Mar 2025 12:00 IST", "Asia/Jerusalem", 10),
        ("4 Jul 2025 12:00 IST", "Europe/Dublin", 11),
        ("4 Mar 2025 12:00 CST", None, 18),
        ("4 Mar 2025 12:00 CST", "Asia/Shanghai", 4),
    ],
)
def test_an_abbreviation_means_what_it_means_at_the_source(text: str, timezone: str | None, hour: int) -> None:
    at = read_date(text, timezone=timezone).at
    assert at is not None
    assert at.hour == hour


@pytest.mark.parametrize("text", ["2025-03-04T09:39:21-05:00Z", "2025-03-04 00:00:00+15:00", "4 Mar 2025 09:39 QQT"])
def test_a_zone_that_cannot_be_leaves_the_day(text: str) -> None:
    assert printed(read_date(text, timezone="Asia/Tokyo")) == "2025-03-04" or read_date(text).precision == "day"


@pytest.mark.parametrize(
    ("text", "language", "timezone", "expected"),
    [
        ("03/04/2025", None, None, None),
        ("03/04/2025", "en-US", None, "2025-03-04"),
        ("03/04/2025", "en-GB", None, "2025-04-03"),
        ("03/04/2025", "fr", None, "2025-04-03"),
        ("03/04/2025", "en", "America/Chicago", "2025-03-04"),
        ("Tue, 03/04/2025", None, None, "2025-03-04"),
        ("13/04/2025", None, None, "2025-04-13"),
        ("03.04.2025", None, None, "2025-04-03"),
    ],
)
def test_day_or_month_first(text: str, language: str | None, timezone: str | None, expected: str | None) -> None:
    stamp = read_date(text, language=language)
    stamp = read_date(text, language=language, timezone=timezone) if timezone else stamp
    assert (stamp.day.isoformat() if stamp.day else None) == expected


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [("4 listopada 2025", "pl", 11), ("4 mar 2025", "fi", 3), ("4 Mayıs 2025", "tr", 5), ("4 сентября 2025", "ru", 9)],
)
def test_month_names(text: str, language: str, month: int) -> None:
    day = read_date(text, language=language).day
    assert day is not None
    assert day.month == month


def test_a_month_alone_is_no_day() -> None:
    stamp = read_date("Nov. 2025")
    assert (printed(stamp), stamp.day, stamp.precision) == ("2025-11", None, "month")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no_date"),
        ("  \n", "no_date"),
        (None, "no_date"),
        ("yesterday", "unreadable_date"),
        ("31 Jun 2025 10:00 GMT", "unreadable_date"),
        ("4 Mar 2025 25:00 GMT", "unreadable_date"),
        ("4 Mar 2025 or 5 Mar 2025", "unreadable_date"),
        ("x" * 10_000, "unreadable_date"),
        ("Mon, 01 Jan 0001 00:00:00 +0000", "out_of_range"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "out_of_range"),
        ("Mon, 12 Jan 2026 12:00:01 GMT", "out_of_range"),
    ],
)
def test_null_with_a_reason(text: str | None, reason: str) -> None:
    stamp = read_date(text, now=NOW)
    assert (stamp.at, stamp.day, stamp.reason) == (None, None, reason)


def test_48_hours_ahead_is_still_in_range() -> None:
    assert read_date("Mon, 12 Jan 2026 12:00:00 GMT", now=NOW).at == NOW + timedelta(hours=48)


@given(st.text(alphabet="0123456789 :-/.,+TZaApPmMrRjJuUnNdDeEcCgGtTé²٣年月日", max_size=40))
def test_never_raises_and_reason_means_null(text: str) -> None:
    stamp = read_date(text, timezone="Europe/Paris", language="fr", now=NOW)
    assert (stamp.reason is None) == (stamp.at is not None or stamp.day is not None)


@given(st.datetimes(datetime(1991, 1, 1), datetime(2026, 1, 1)), st.integers(-720, 840))
def test_rfc_822_and_iso_agree(local: datetime, minutes: int) -> None:
    local = local.replace(microsecond=0)
    sign, ahead = ("-" if minutes < 0 else "+"), abs(minutes)
    offset = f"{sign}{ahead // 60:02}{ahead % 60:02}"
    expected = local.replace(tzinfo=UTC) - timedelta(minutes=minutes)
    assert read_date(f"{local:%a, %d %b %Y %H:%M:%S} {offset}").at == expected
    assert read_date(f"{local:%Y-%m-%dT%H:%M:%S}{offset}").at == expected
