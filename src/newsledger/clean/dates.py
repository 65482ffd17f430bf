"""When an article was published: the page's machine-readable dates, its address, the feed, then what htmldate finds."""

from __future__ import annotations

import re
import warnings
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil import parser
from htmldate import find_date
from lxml.etree import XPath, strip_elements
from lxml.html import HtmlElement

from newsledger.clean.metadata import About
from newsledger.records import NO_DATE, Page, Stamp

_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}[:h.]\d\d")
_DAY_FIRST = re.compile(r"\s*\d{1,2}([.-])\d{1,2}\1\d{4}")  # only slashes are read in the American order
_ZONES = {"EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600, "PST": -28800,
          "PDT": -25200, "GMT": 0, "BST": 3600, "CET": 3600, "CEST": 7200, "HKT": 28800, "JST": 32400}  # fmt: skip
_IN_URL = re.compile(r"(?<=/)((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_-])")
_TIMES = XPath("//article//time/@datetime | //time[@pubdate]/@datetime", smart_strings=False)
_NO_PROSE = ("script", "style", "noscript", "svg", "iframe", "form", "select", "nav", "footer", "aside")
_IN_UTC = re.compile(r"(?:Z|UTC|GMT|[+-]00:?00)\s*$")
_SAME = timedelta(minutes=10)
_BLANK = datetime(1, 1, 1)
_EARLIEST = date(1990, 1, 1)


def published(tree: HtmlElement, about: About, page: Page) -> tuple[Stamp, datetime | None]:
    """The publication stamp and the instant of the last change, as far as the page says."""
    times = [(text, "time") for text in _TIMES(tree)[:1]]
    url = [("-".join(found.groups()), "url") for found in _IN_URL.finditer(page.url)][:1]
    printed = (*about.published, *url, *times)
    stamps = [read(text, origin, page.timezone, page.fetched_at) for text, origin in printed]
    found = [(text, stamp) for (text, _), stamp in zip(printed, stamps, strict=True) if stamp.day]
    stamp = _local_day(found) or _guess(tree, page)
    changes = [read(text, origin, page.timezone, page.fetched_at).at for text, origin in about.modified]
    unread = next((s for s in stamps if s.reason), NO_DATE)
    return stamp or (page.published if page.published.day else unread), next((at for at in changes if at), None)


def _local_day(found: list[tuple[str, Stamp]]) -> Stamp | None:
    """The first stamp; printed in UTC, with the day that the address or a clock of the place gives for that instant."""
    if not found:
        return None
    (text, first), *others = found
    if not first.at or not _IN_UTC.search(text):
        return first
    same = (s for _, s in others if (s.origin == "url" if not s.at else abs(s.at - first.at) < _SAME))
    days = (s.day for s in same if s.day and first.day and abs(s.day - first.day) == timedelta(days=1))
    return replace(first, day=next(days, first.day))


def read(text: str, origin: str, timezone: str | None, now: datetime | None) -> Stamp:
    """A printed date as a stamp; a clock without a zone is read in `timezone`, else in UTC.

    Reason `unreadable_date` where it is none, `out_of_range` before 1990 or more than two days after `now`."""
    if not _YEAR.search(text):
        return Stamp(reason="unreadable_date")
    try:
        local, is_exact = _local(text.strip())
    except (ValueError, OverflowError, TypeError, AssertionError):
        return Stamp(reason="unreadable_date")
    if local.date() < _EARLIEST or (now and (local.date() - now.date()).days > 2):
        return Stamp(reason="out_of_range")
    if not (is_exact and _CLOCK.search(text)):
        return Stamp(day=local.date(), precision="day", origin=origin)
    aware = local if local.tzinfo else local.replace(tzinfo=ZoneInfo(timezone) if timezone else UTC)
    return Stamp(aware.astimezone(UTC), local.date(), "second", origin)


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
    if page.published.day:
        return page.published
    try:
        found = _find(tree, page.url, extensive=False) or _search(tree, page.url)
    except Exception:  # noqa: BLE001 - its hundred heuristics on hostile markup are worth a null, not a lost page
        return None
    return Stamp(day=date.fromisoformat(found), precision="day", origin="htmldate") if found else None


def _search(tree: HtmlElement, url: str) -> str | None:
    """What the extensive search finds in the page's text; it is slow, and elsewhere it finds other articles' dates."""
    prose = copy(tree)
    strip_elements(prose, *_NO_PROSE, with_tail=False)
    found = _find(prose, url, extensive=True)
    return None if found and found.endswith("-01-01") else found  # its reading of a copyright year


def _find(tree: HtmlElement, url: str, *, extensive: bool) -> str | None:
    found: str | None = find_date(tree, url=url, original_date=True, extensive_search=extensive)
    return found
