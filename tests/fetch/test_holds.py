from datetime import UTC, datetime, timedelta

import pytest

from newsledger.fetch.holds import UNNAMED, hold, is_worth_another_try, retry_after

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)


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
    held = retry_after(value, NOW)
    assert (held and held.total_seconds()) == seconds


@pytest.mark.parametrize(
    ("status", "value", "expected"),
    [
        (429, "60", timedelta(minutes=1)),
        (503, "60", timedelta(minutes=1)),
        (429, "", UNNAMED),
        (429, "soon", UNNAMED),
        (503, "", None),
        (503, "soon", None),
        (500, "60", None),
        (200, "60", None),
        (None, "60", None),
    ],
)
def test_which_answers_hold_a_domain_and_for_how_long(
    status: int | None, value: str, expected: timedelta | None
) -> None:
    assert hold(status, {"retry-after": value}, NOW) == expected


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("connect", True),
        ("truncated", True),
        ("http_502", True),
        ("http_504", True),
        ("http_503", False),
        ("http_500", False),
        ("http_404", False),
        ("http_429", False),
        ("timeout", False),
        ("refused_address", False),
        (None, False),
    ],
)
def test_what_is_tried_again_within_a_run(reason: str | None, expected: bool) -> None:
    assert is_worth_another_try(reason) is expected
