"""When an article was published and last changed: machine-readable dates, the address, the feed, then what is printed."""

from __future__ import annotations

import re
import warnings
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from dateutil import parser
from htmldate import core, extractors, find_date
from lxml.etree import strip_elements
from lxml.html import HtmlElement

from newsledger.clean import dateline, locales, numbers
from newsledger.clean.metadata import About
from newsledger.records import NO_DATE, Page, Precision, Stamp

_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}[:h.]\d\d")
_SECONDS = re.compile(r"\d\d:\d\d:\d\d")
_COARSE = re.compile(r"(?:19|20)\d\d(?:[-/]\d\d?)?")
_MONTH_YEAR = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.,]{0,2}\s*|\d\d?[-/. ])(?:19|20)\d\d", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"\s*\d{1,2}([.-])\d{1,2}\1\d{4}")  # only slashes are read in the American order
_ZONES = {"EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600, "PST": -28800,
          "PDT": -25200, "GMT": 0, "BST": 3600, "CET": 3600, "CEST": 7200, "HKT": 28800, "JST": 32400}  # fmt: skip
_IN_URL = re.compile(r"(?<=/)((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_-])")
_NO_PROSE = ("script", "style", "noscript", "svg", "iframe", "form", "select", "nav", "footer", "aside")
_IN_UTC = re.compile(r"(?:Z|UTC|GMT|[+-]00:?00)\s*$")
_SAME = timedelta(minutes=10)
_AHEAD = timedelta(days=2)
_LATEST = datetime(2100, 1, 1)
_BLANK = datetime(1, 1, 1)
_EARLIEST = date(1990, 1, 1)
_LONGEST = 500_000  # characters outside scripts and menus; through more of them the extensive search takes seconds
locales.hasten(extractors)
numbers.hasten(core)


def read_page(tree: HtmlElement, about: About, page: Page) -> tuple[Stamp, Stamp]:
    """When a page was published and when last changed, each as far as the page says."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    change = next((time for time in times if _is_change(time)), None)
    own = next((time for time in times if _is_own(time) and not _is_change(time)), None)
    lines = _Lines(tree, about.title, page)
    return _published(tree, about, page, own, lines), _modified(about, page, change, lines)


def _is_own(time: HtmlElement) -> bool:
    return time.get("pubdate") is not None or next(time.iterancestors("article"), None) is not None


def _is_change(time: HtmlElement) -> bool:
    called = (time.get("class") or "").split()
    return time.get("itemprop") == "dateModified" or ("updated" in called and "published" not in called)


class _Lines:
    """The days beside the heading, looked up when they are asked for: most pages say it all in their head."""

    def __init__(self, tree: HtmlElement, title: str | None, page: Page) -> None:
        until = page.fetched_at.replace(tzinfo=None) + _AHEAD if page.fetched_at else _LATEST
        self._days = cache(lambda: dateline.printed(tree, title, until))

    @property
    def published(self) -> Stamp:
        return _printed(self._days()[0])

    @property
    def changed(self) -> Stamp:
        return _printed(self._days()[1])


def _printed(day: date | None) -> Stamp:
    return Stamp(day=day, precision="day", origin="htmldate") if day else NO_DATE


def _published(tree: HtmlElement, about: About, page: Page, time: HtmlElement | None, lines: _Lines) -> Stamp:
    url = [("-".join(found.groups()), "url") for found in _IN_URL.finditer(page.url)][:1]
    printed = (*about.published, *url, *([(time.get("datetime"), "time")] if time is not None else []))
    stamps = [read(text, origin, page.timezone, page.fetched_at) for text, origin in printed]
    found = [(text, stamp) for (text, _), stamp in zip(printed, stamps, strict=True) if stamp.reason is None]
    if found:
        return _local_day(found, lines)
    unread = next((stamp for stamp in stamps if stamp.reason), NO_DATE)
    if page.published.reason is None:
        return page.published
    return lines.published if lines.published.day else _guess(tree, page) or unread


def _modified(about: About, page: Page, time: HtmlElement | None, lines: _Lines) -> Stamp:
    printed = (*about.modified, *([(time.get("datetime"), "time")] if time is not None else []))
    stamps = [read(text, origin, page.timezone, page.fetched_at) for text, origin in printed]
    found = next((stamp for stamp in stamps if stamp.reason is None), lines.changed if not stamps else NO_DATE)
    return next(iter(stamps), found) if found.reason else found


def _local_day(found: list[tuple[str, Stamp]], lines: _Lines) -> Stamp:
    """The first stamp; printed in UTC, with the day that the address, the line beside the heading or a clock of the
    place gives for that instant."""
    (text, first), *others = found
    if not first.at or not _IN_UTC.search(text):
        return first
    same = (s for s in [*(s for _, s in others), lines.published] if not s.at or abs(s.at - first.at) < _SAME)
    days = (s.day for s in same if s.day and first.day and abs(s.day - first.day) == timedelta(days=1))
    return replace(first, day=next(days, first.day))


def read(text: str, origin: str, timezone: str | None, now: datetime | None) -> Stamp:
    """A printed date as a stamp; a clock without a zone is read in `timezone`, else in UTC, where only its day is sure.

    Reason `unreadable_date` where it is none, `out_of_range` before 1990 or more than two days after `now`."""
    if not _YEAR.search(text):
        return Stamp(reason="unreadable_date")
    try:
        local, is_exact = _local(text.strip())
        local.utcoffset()  # ValueError for a zone of a day and more
        missing = _missing(text.strip())
    except (ValueError, OverflowError, TypeError, AssertionError):
        return Stamp(reason="unreadable_date")
    if local.date() < _EARLIEST or (now and local.date() - now.date() > _AHEAD):
        return Stamp(reason="out_of_range")
    if missing:  # no day of it may be made up
        return Stamp(local.replace(tzinfo=UTC), None, missing, origin)
    if not (is_exact and _CLOCK.search(text)):
        return Stamp(day=local.date(), precision="day", origin=origin)
    return _instant(local, _SECONDS.search(text) is not None, origin, timezone)


def _instant(local: datetime, has_seconds: bool, origin: str, timezone: str | None) -> Stamp:
    """A stamp with a clock; without any zone nothing finer than the day is known."""
    zone = local.tzinfo or (ZoneInfo(timezone) if timezone else None)
    aware = local.replace(tzinfo=zone or UTC)
    offset = aware.utcoffset() if zone else None
    precision: Precision = ("second" if has_seconds else "minute") if zone else "day"
    minutes = round(offset.total_seconds() / 60) if offset is not None else None
    return Stamp(aware.astimezone(UTC), local.date(), precision, origin, offset_minutes=minutes)


def _missing(text: str) -> Precision | None:
    """`month` or `year` where no more is printed."""
    if _MONTH_YEAR.fullmatch(text):
        return "month"
    return ("month" if "-" in text or "/" in text else "year") if _COARSE.fullmatch(text) else None


def _local(text: str) -> tuple[datetime, bool]:
    """The date and clock as printed; not exact where the zone's letters could be anybody's, such as IST."""
    is_day_first = _DAY_FIRST.match(text) is not None
    with warnings.catch_warnings():
        warnings.simplefilter("error", parser.UnknownTimezoneWarning)
        try:
            return parser.parse(text, tzinfos=_ZONES, default=_BLANK, dayfirst=is_day_first), True
        except parser.UnknownTimezoneWarning:
            return parser.parse(text, ignoretz=True, default=_BLANK, dayfirst=is_day_first), False


def _guess(tree: HtmlElement, page: Page) -> Stamp | None:
    try:
        found = _find(tree, page.url, extensive=False) or _search(tree, page.url)
    except Exception:  # noqa: BLE001 - its hundred heuristics on hostile markup are worth a null, not a lost page
        return None
    return Stamp(day=date.fromisoformat(found), precision="day", origin="htmldate") if found else None


def _search(tree: HtmlElement, url: str) -> str | None:
    """What the extensive search finds in the text unless that is very long; outside it, it finds other articles' dates."""
    prose = copy(tree)
    strip_elements(prose, *_NO_PROSE, with_tail=False)
    if prose.xpath("string-length()") > _LONGEST:
        return None
    found = _find(prose, url, extensive=True)
    return None if found and found.endswith("-01-01") else found  # its reading of a copyright year


def _find(tree: HtmlElement, url: str, *, extensive: bool) -> str | None:
    found: str | None = find_date(tree, url=url, original_date=True, extensive_search=extensive)
    return found
