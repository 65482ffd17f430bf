"""Bytes to entries, whatever the bytes: the one way into the readers of this package."""

from __future__ import annotations

from newsledger.feeds import jsonfeed, sitemap, sniff, syndication
from newsledger.feeds.discovery import discover
from newsledger.feeds.shapes import ParsedFeed
from newsledger.records import Failure

_SHAPE_NAMES = {
    "empty": "the body is empty",
    "html": "an HTML page",
    "other": "neither XML feed, JSON Feed nor sitemap",
}


def parse(
    body: bytes,
    url: str,
    content_type: str | None = None,
    *,
    language: str | None = None,
    timezone: str | None = None,
) -> ParsedFeed | Failure:
    """The feed in `body`, which came from `url`; a Failure with reason `not_a_feed` where there is none.

    `content_type` is the header's value, used for its charset only. `language` (BCP 47) and `timezone` (IANA) are the
    source's, for dates that do not say theirs. Never raises; a feed broken in the middle keeps the entries before."""
    shape = sniff.shape(body)
    if shape in _SHAPE_NAMES:
        return _failure(url, _SHAPE_NAMES[shape] + (_declared(body, url) if shape == "html" else ""))
    try:
        parsed = _read(shape, body, url, content_type, language, timezone)
    except Exception as error:  # noqa: BLE001 - hostile bytes reach three parsers that promise nothing
        return _failure(url, f"unreadable {shape}: {type(error).__name__}: {error}"[:500])
    return parsed or _failure(url, f"{shape} without a feed in it")


def _read(
    shape: sniff.Shape, body: bytes, url: str, content_type: str | None, language: str | None, timezone: str | None
) -> ParsedFeed | None:
    if shape == "json":
        return jsonfeed.read(body, url, language, timezone)
    if shape == "sitemap":
        return sitemap.read(sniff.narrow(body), url, language, timezone)
    return syndication.read(sniff.narrow(body), url, content_type, language, timezone)


def _declared(body: bytes, url: str) -> str:
    """For the person who gave a home page for a feed: what the page declares."""
    found = discover(body[: sniff.HEAD], url)
    return f"; it declares {', '.join(feed.url for feed in found[:5])}" if found else ""


def _failure(url: str, detail: str) -> Failure:
    return Failure(stage="poll", key=url, reason="not_a_feed", detail=detail)
