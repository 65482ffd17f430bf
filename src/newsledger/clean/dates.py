"""When an article was published: the page's own machine-readable dates first, then what htmldate finds, then the feed."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from dateutil import parser
from htmldate import find_date
from lxml.html import HtmlElement

from newsledger.clean.metadata import About
from newsledger.records import NO_DATE, Page, Stamp

_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}[:h.]\d\d")
_ZONES = {"EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600, "PST": -28800,
          "PDT": -25200, "GMT": 0, "BST": 3600, "CET": 3600, "CEST": 7200, "HKT": 28800, "JST": 32400}  # fmt: skip
_EARLIEST = date(1990, 1, 1)


def published(tree: HtmlElement, about: About, page: Page) -> tuple[Stamp, datetime | None]:
    """The publication stamp and the instant of the last change, as far as the page says."""
    times = [(text, "time") for text in tree.xpath("//article//time/@datetime | //time[@pubdate]/@datetime")[:1]]
    stamps = [read(text, origin, page.timezone, page.fetched_at) for text, origin in (*about.published, *times)]
    stamp = next((s for s in stamps if s.day), None) or _guess(tree, page)
    changes = [read(text, origin, page.timezone, page.fetched_at).at for text, origin in about.modified]
    unread = next((s for s in stamps if s.reason), NO_DATE)
    return stamp or (page.published if page.published.day else unread), next((at for at in changes if at), None)


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
    with warnings.catch_warnings():
        warnings.simplefilter("error", parser.UnknownTimezoneWarning)
        try:
            return parser.parse(text, tzinfos=_ZONES, default=datetime(1, 1, 1)), True
        except parser.UnknownTimezoneWarning:
            return parser.parse(text, ignoretz=True, default=datetime(1, 1, 1)), False


def _guess(tree: HtmlElement, page: Page) -> Stamp | None:
    if page.published.day:
        return page.published
    try:
        found = find_date(tree, url=page.url, original_date=True, extensive_search=True, outputformat="%Y-%m-%d")
    except Exception:  # noqa: BLE001 - its hundred heuristics on hostile markup are worth a null, not a lost page
        return None
    return Stamp(day=date.fromisoformat(found), precision="day", origin="htmldate") if found else None
