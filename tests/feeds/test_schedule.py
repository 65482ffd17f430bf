from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsledger.feeds import ParsedFeed, parse
from newsledger.feeds.schedule import CEILING, FLOOR, next_due, rhythm, weight

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)


def ago(*minutes: int) -> list[datetime]:
    return [NOW - timedelta(minutes=m) for m in minutes]


@pytest.mark.parametrize(
    ("published", "ttl", "expected"),
    [
        ([], None, None),
        (ago(5), None, None),
        (ago(5), 90, 90),
        (ago(0, 60, 120, 180), None, 30),  # half the median gap
        (ago(0, 2, 4, 6), None, FLOOR),
        (ago(0, 2, 4, 6), 45, 45),  # the publisher's wish lengthens
        (ago(0, 60, 120, 180), 5, 30),  # and never shortens
        (ago(0, 100_000, 200_000), None, CEILING),
        (ago(600, 610, 620), None, 60),  # silent for ten hours
        (ago(-5000, 0, 60, 120), None, 30),  # an entry dated ahead says nothing
        (ago(0, 0, 0, 60), None, 30),  # a batch at one instant is one posting
        ([], 1, FLOOR),
        ([], 99_999, CEILING),
        ([], 0, None),
    ],
)
def test_rhythm(published: list[datetime], ttl: int | None, expected: int | None) -> None:
    assert rhythm(published, NOW, ttl=ttl) == expected


@pytest.mark.parametrize(
    ("poll_minutes", "silent_hours", "failures", "headers", "expected"),
    [
        (15, None, 0, {}, 15),
        (1, None, 0, {}, FLOOR),
        (99_999, None, 0, {}, CEILING),
        (15, 10, 0, {}, 60),
        (60, 2, 0, {}, 60),
        (15, None, 1, {}, 30),
        (15, None, 2, {}, 60),
        (15, None, 50, {}, CEILING),
        (15, None, 0, {"cache-control": "public, max-age=3600"}, 60),
        (15, None, 0, {"cache-control": "max-age=60"}, 15),
        (15, None, 0, {"cache-control": "s-maxage=99999"}, 15),
        (15, None, 0, {"cache-control": "no-cache"}, 15),
        (15, None, 0, {"cache-control": 'max-age="1800"'}, 30),
        (15, None, 0, {"expires": "Sun, 11 Jan 2026 12:00:00 GMT"}, 15),  # a cache's hint to browsers
    ],
)
def test_next_due(
    poll_minutes: int, silent_hours: int | None, failures: float, headers: dict[str, str], expected: int
) -> None:
    changed = NOW - timedelta(hours=silent_hours) if silent_hours else None
    due = next_due(NOW, key="f", poll_minutes=poll_minutes, changed_at=changed, failures=failures, headers=headers)
    minutes = (due - NOW).total_seconds() / 60
    assert expected <= minutes <= min(expected * 1.1, CEILING) + 0.01


def test_feeds_of_one_rhythm_are_spread() -> None:
    dues = {next_due(NOW, key=str(number), poll_minutes=60) for number in range(20)}
    assert len(dues) == 20
    assert dues == {next_due(NOW, key=str(number), poll_minutes=60) for number in range(20)}


@pytest.mark.parametrize(("poll_minutes", "longest"), [(FLOOR, 11), (60, 66), (1400, CEILING)])
def test_feeds_are_spread_over_a_tenth_of_their_interval_and_never_past_a_day(poll_minutes: int, longest: int) -> None:
    waits = [next_due(NOW, key=str(number), poll_minutes=poll_minutes) - NOW for number in range(200)]
    assert timedelta(minutes=poll_minutes) <= min(waits) <= max(waits) <= timedelta(minutes=longest)
    assert max(waits) - min(waits) > 0.7 * timedelta(minutes=longest - poll_minutes)


NIGHT = (22, 23, 0, 1, 2, 3, 4, 5)
SATURDAY, SUNDAY = 5, 6  # NOW is a Saturday, 12:00


@pytest.mark.parametrize(
    ("poll_minutes", "skip_hours", "skip_days", "earliest", "spread"),
    [
        (60, (), (), "10T13:00", 6),
        (60, (14, 15), (), "10T13:00", 6),
        (60, (13, 14), (), "10T15:00", 6),
        (600, NIGHT, (), "11T06:00", 6),  # over midnight
        (600, (), (SUNDAY,), "10T22:00", 60),
        (900, (), (SUNDAY,), "12T00:00", 6),
        (60, (), (SATURDAY,), "11T00:00", 6),
        (60, (0, 1), (SATURDAY,), "11T02:00", 6),
        (60, (), (SATURDAY, SUNDAY), "12T00:00", 6),
        (60, (), (SATURDAY, SUNDAY, 0), "12T12:00", 0),  # 48 hours at most
        (60, tuple(range(13, 24)), (), "11T00:00", 6),
        (CEILING, (12,), (), "11T12:00", 0),  # 24 hours at most
        (60, tuple(range(24)), (), "10T13:00", 6),  # whoever leaves out everything is not believed
        (60, (13,), tuple(range(7)), "10T13:00", 6),
        (60, (99, -1), (9,), "10T13:00", 6),
    ],
)
def test_hours_and_days_left_out(
    poll_minutes: int, skip_hours: tuple[int, ...], skip_days: tuple[int, ...], earliest: str, spread: int
) -> None:
    start = datetime.fromisoformat(f"2026-01-{earliest}:00+00:00")
    for key in map(str, range(20)):
        due = next_due(NOW, key=key, poll_minutes=poll_minutes, skip_hours=skip_hours, skip_days=skip_days)
        assert start <= due <= start + timedelta(minutes=spread)
        assert due >= next_due(NOW, key=key, poll_minutes=poll_minutes)


@pytest.mark.parametrize(("held", "expected"), [(5 / 60, 15), (120, 120), (CEILING, CEILING)])
def test_a_hold_lengthens_the_wait(held: float, expected: int) -> None:
    due = next_due(NOW, key="f", poll_minutes=15, not_before=NOW + timedelta(minutes=held))
    assert timedelta(minutes=expected) <= due - NOW <= timedelta(minutes=expected * 1.1)


def test_a_hold_comes_before_hours_are_left_out() -> None:
    due = next_due(NOW, key="f", poll_minutes=15, not_before=NOW + timedelta(hours=2), skip_hours=(14, 15))
    assert due.hour == 16


def test_hours_are_those_of_greenwich_whatever_the_zone_of_now() -> None:
    local = NOW.astimezone(timezone(timedelta(hours=9)))
    assert next_due(local, key="f", poll_minutes=60, skip_hours=(13,)).astimezone(UTC).hour == 14


SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'


@pytest.mark.parametrize(
    ("channel", "ttl", "skip_hours", "skip_days"),
    [
        ("<ttl>90</ttl>", 90, (), ()),
        ("<ttl>often</ttl>", None, (), ()),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 30, (), ()),
        ("<sy:updatePeriod> daily </sy:updatePeriod>", 1440, (), ()),
        ("<ttl>45</ttl><sy:updatePeriod>daily</sy:updatePeriod>", 45, (), ()),
        ("<skipHours><hour>7</hour>\n<hour> 0 </hour><hour>7</hour></skipHours>", None, (0, 7), ()),
        ("<skipHours><hour>24</hour><hour>25</hour><hour>x</hour><hour>-1</hour></skipHours>", None, (0,), ()),
        ("<skipDays><day>Sunday</day><day>monday</day><day>Holiday</day></skipDays>", None, (), (0, 6)),
        ("<skiphours><hour>3</hour></skiphours><skipDays><day>Friday</day>", None, (3,), (4,)),
        ("<!-- <skipHours><hour>7</hour></skipHours> -->", None, (), ()),
        ("<description><![CDATA[<skipHours><hour>7</hour></skipHours>]]></description>", None, (), ()),
        ("<image><hour>7</hour></image>", None, (), ()),
    ],
)
def test_what_a_channel_asks_for(
    channel: str, ttl: int | None, skip_hours: tuple[int, ...], skip_days: tuple[int, ...]
) -> None:
    feed = parse(
        f'<rss version="2.0" {SY}><channel><title>T</title>{channel}</channel></rss>'.encode(), "http://a.test/"
    )
    assert isinstance(feed, ParsedFeed)
    assert (feed.ttl, feed.skip_hours, feed.skip_days) == (ttl, skip_hours, skip_days)


def test_only_rss_leaves_hours_out() -> None:
    body = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><skipHours><hour>7</hour></skipHours></feed>'
    feed = parse(body, "http://a.test/")
    assert isinstance(feed, ParsedFeed)
    assert feed.skip_hours == ()


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("http_410", 1.0), ("not_a_feed", 1.0), ("http_404", 0.5), ("http_503", 0.25), ("timeout", 0.25)],
)
def test_weight(reason: str, expected: float) -> None:
    assert weight(reason) == expected
