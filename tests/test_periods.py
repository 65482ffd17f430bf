"""ISO 8601 periods as spans of days."""

from datetime import date

import pytest

from newsledger.periods import span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2019-11-19", date(2019, 11, 19), date(2019, 11, 19)),
        ("2019-01-01/2019-11-19", date(2019, 1, 1), date(2019, 11, 19)),
    ],
)
def test_span(text: str, first: date, last: date) -> None:
    assert span(text) == (first, last)


@pytest.mark.parametrize("text", [None, "", "soon", "2024-13", "2023-02-29", "2024-Q5", "2024/later"])
def test_what_is_no_period_has_no_span(text: str | None) -> None:
    assert span(text) is None
