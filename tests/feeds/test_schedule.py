from datetime import UTC, datetime, timedelta

import pytest

from newsledger.feeds.schedule import CEILING, FLOOR, next_due, retry_after, rhythm, weight

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
        (15, None, 0.25, {"retry-after": "7200"}, 120),
        (15, None, 0, {"retry-after": "999999999"}, CEILING),
        (15, None, 0, {"retry-after": "soon"}, 15),
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


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Sat, 10 Jan 2026 12:10:00 GMT", 600),
        ("Sat, 10 Jan 2026 11:00:00 GMT", None),
        ("Sat, 10 Jan 2037 11:00:00 GMT", 86_400),
        ("-5", None),
        ("", None),
        ("²", None),
    ],
)
def test_retry_after(value: str, seconds: int | None) -> None:
    held = retry_after({"retry-after": value}, NOW)
    assert (held and held.total_seconds()) == seconds


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("http_410", 1.0), ("not_a_feed", 1.0), ("http_404", 0.5), ("http_503", 0.25), ("timeout", 0.25)],
)
def test_weight(reason: str, expected: float) -> None:
    assert weight(reason) == expected
