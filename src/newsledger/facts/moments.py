"""Calendar arithmetic on periods of days: what a year, quarter, week is, how it is shifted, and how it is written."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "weekend", "fortnight", "month", "quarter", "half", "year", "decade", "century", "range"]
MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_LONG = {"quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "month": 1}


@dataclass(frozen=True, slots=True)
class Moment:
    """The days first..last, and the unit of the calendar that they fill."""

    first: date
    last: date
    unit: Unit

    @property
    def iso(self) -> str:
        """ISO 8601 as the facts contract writes it: 2024, 2024-Q3, 2019-11, 2019-11-19 or start/end."""
        first = self.first
        if self.unit == "day":
            return first.isoformat()
        if self.unit == "month":
            return f"{first.year:04}-{first.month:02}"
        if self.unit == "quarter":
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        if self.unit == "half":
            return f"{first.year:04}-H{(first.month + 5) // 6}"
        if self.unit == "year" and first.month == 1 and first.day == 1:
            return f"{first.year:04}"
        return f"{first.isoformat()}/{self.last.isoformat()}"


def day(value: date) -> Moment:
    """One day."""
    return Moment(value, value, "day")


def months(year: int, month: int, count: int, unit: Unit) -> Moment:
    """`count` whole months from a month on. Raises ValueError outside the calendar."""
    return Moment(date(year, month, 1), add_months(date(year, month, 1), count) - timedelta(1), unit)


def around(value: date, unit: Unit) -> Moment:
    """The unit of the calendar that holds a day."""
    if unit in ("week", "fortnight", "weekend"):
        monday = value - timedelta(value.weekday())
        if unit == "weekend":
            return Moment(monday + timedelta(5), monday + timedelta(6), unit)
        return Moment(monday, monday + timedelta(6 if unit == "week" else 13), unit)
    if unit == "decade":
        return months(value.year // 10 * 10, 1, 120, unit)
    if unit not in _LONG:
        return day(value)
    size = min(_LONG[unit], 12)
    return months(value.year, (value.month - 1) // size * size + 1, size, unit)


def shifted(value: date, unit: Unit, by: int) -> Moment:
    """The unit that lies `by` units after the one that holds a day."""
    return around(moved(value, unit, by), unit)


def moved(value: date, unit: Unit, by: int) -> date:
    """The day `by` units later; a day that the month lacks becomes its last."""
    if unit in ("week", "weekend"):
        return value + timedelta(7 * by)
    if unit == "fortnight":
        return value + timedelta(14 * by)
    return add_months(value, by * _LONG[unit]) if unit in _LONG else value + timedelta(by)


def add_months(value: date, count: int) -> date:
    """The same day of the month `count` months later, or the month's last."""
    number = value.year * 12 + value.month - 1 + count
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(value.day, monthrange(year, month)[1]))


def weekday_by(value: date, weekday: int) -> date:
    """The latest such weekday not after a day."""
    return value - timedelta((value.weekday() - weekday) % 7)


def nearest_year(month: int, published: date) -> int:
    """A month without a year is the last one of that name, or the next where that is much nearer."""
    ahead = month - published.month
    if ahead < -9:
        return published.year + 1
    return published.year - 1 if ahead > 6 else published.year


def easter(year: int) -> date:
    """Easter Sunday (Butcher's rule)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, offset = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, offset + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; -1 for its last."""
    if nth < 0:
        return weekday_by(add_months(date(year, month, 1), 1) - timedelta(1), weekday)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def with_year(moment: Moment, year: int) -> Moment:
    """The like moment of another year."""
    return with_months(moment, 12 * (year - moment.first.year))


def with_months(moment: Moment, by: int) -> Moment:
    """The like moment some months later: a quarter stays a quarter."""
    first = add_months(moment.first, by)
    if moment.unit == "day":
        return day(first)
    if moment.unit == "range":
        return Moment(first, add_months(moment.last + timedelta(1), by) - timedelta(1), "range")
    return around(first, moment.unit)
