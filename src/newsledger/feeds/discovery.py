"""Autodiscovery: the feeds that a page declares in its link elements (HTML Standard, 4.6.7.1, and RSS practice)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.filter import SoupStrainer

from newsledger.feeds.identity import absolute
from newsledger.feeds.text import one_line

warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)  # XHTML pages are pages

FEED_TYPES = frozenset(
    "application/atom+xml application/feed+json application/rdf+xml application/rss+xml application/x.atom+xml "
    "application/xml text/rss+xml text/xml".split()
)


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page declares: absolute address, the title given there, the media type given there."""

    url: str
    title: str | None = None
    type: str | None = None


def discover(body: bytes, url: str) -> list[FoundFeed]:
    """Every feed that the page in `body` declares, in its order, each address once. Never raises."""
    soup = BeautifulSoup(body, "lxml", parse_only=SoupStrainer(["base", "link"]))
    base = next((found for tag in soup.find_all("base") if (found := absolute(_value(tag, "href"), url))), url)
    declared: dict[str, FoundFeed] = {}
    for feed in _declared(soup, base):
        declared.setdefault(feed.url, feed)
    return list(declared.values())


def _declared(soup: BeautifulSoup, base: str) -> Iterator[FoundFeed]:
    for tag in soup.find_all("link"):
        kind = _value(tag, "type").partition(";")[0].strip().lower()
        address = absolute(_value(tag, "href"), base)
        if address and _is_feed(set(_value(tag, "rel").lower().split()), kind, address):
            yield FoundFeed(address, one_line(_value(tag, "title")), kind or None)


def _is_feed(rel: set[str], kind: str, address: str) -> bool:
    if "feed" in rel and not kind:
        return True
    # JSON Feed 1.0 was declared as plain JSON, and so are many things that are no feeds.
    is_json_feed = kind == "application/json" and "feed" in address and "wp-json" not in address
    return bool(rel & {"alternate", "feed"}) and "stylesheet" not in rel and (kind in FEED_TYPES or is_json_feed)


def _value(tag: Tag, name: str) -> str:
    value = tag.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)
