"""RSS 0.9 to 2.0, RDF, Atom and CDF. The only importer of feedparser.

feedparser gets no base address: it would resolve a guid like "4711" into an address that nobody published. Addresses
are resolved here instead, after telling a link from a guid.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any

import feedparser

from newsledger.feeds import expat, identity, skips, sniff, text
from newsledger.feeds.dates import read_date
from newsledger.feeds.shapes import Draft, ParsedFeed
from newsledger.records import NO_DATE

_FORMATS = {"rss090": "rdf", "rss10": "rdf", "": "rss"}
_PERIOD_MINUTES = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_HTML = ("text/html", "application/xhtml+xml")
# Characters that XML 1.0 forbids: without them feedparser's strict parser can read what its loose one would maul.
_CONTROL = bytes(set(range(32)) - {9, 10, 13})
# Prefixes that publishers use and forget to declare, which the strict parser will not have and the loose one not know.
_NAMESPACES = {
    b"atom": b"http://www.w3.org/2005/Atom",
    b"content": b"http://purl.org/rss/1.0/modules/content/",
    b"dc": b"http://purl.org/dc/elements/1.1/",
    b"media": b"http://search.yahoo.com/mrss/",
}
_ROOT = re.compile(rb"<(?:rss|rdf:RDF|feed)(?=[\s>])")
# References to what is no character: beyond Unicode, or half of a UTF-16 pair.
_BAD_REFERENCE = re.compile(
    rb"&#(?:x[0-9a-f]{6,}|x0{0,4}d[89a-f][0-9a-f]{2}|[0-9]{7,}|0{0,4}(?:5529[6-9]|55[3-9]\d\d|5[67]\d{3}));?",
    re.IGNORECASE,
)


def read(
    body: bytes, url: str, content_type: str | None, language: str | None, timezone: str | None
) -> ParsedFeed | None:
    """The feed in `body`, None where feedparser finds neither a format nor an entry."""
    result = _feedparser(_mended(body), content_type)
    if not result.version and not result.entries:
        return None
    feed, version = result.feed, str(result.version or "")
    language = language or _string(feed, "language")
    drafts = [_draft(entry, url, version) for entry in result.entries]
    hours, days = skips.read(body) if version.startswith("rss") else ((), ())
    return ParsedFeed(
        format=_FORMATS.get(version, version),
        title=_title(feed, version),
        entries=identity.entries(drafts, url, language=language, timezone=timezone),
        link=identity.absolute(_string(feed, "link"), url),
        language=_string(feed, "language"),
        authors=_authors(feed) or _publisher(feed),
        updated=_feed_date(feed, language, timezone),
        ttl=_ttl(feed),
        skip_hours=hours,
        skip_days=days,
        problem=str(result.get("bozo_exception") or "") or None if result.bozo else None,
    )


def _feedparser(body: bytes, content_type: str | None) -> Any:
    headers = _headers(body, content_type)
    options = {"response_headers": headers, "sanitize_html": False, "resolve_relative_uris": False}
    with _parser_of_our_own():
        try:
            return feedparser.parse(io.BytesIO(body), **options)  # a stream: bytes could name a file
        except (ValueError, OverflowError):  # a character reference that names no character
            return feedparser.parse(io.BytesIO(_BAD_REFERENCE.sub(b"", body)), **options)


@contextmanager
def _parser_of_our_own() -> Iterator[None]:
    """feedparser's list of parsers is its module's; whoever else uses feedparser in this process keeps their own."""
    before = feedparser.api.PREFERRED_XML_PARSERS
    feedparser.api.PREFERRED_XML_PARSERS = [expat.__name__]
    try:
        yield
    finally:
        feedparser.api.PREFERRED_XML_PARSERS = before


def _headers(body: bytes, content_type: str | None) -> dict[str, str]:
    """The charset of the header, only where the bytes do not say their encoding themselves."""
    if not content_type or sniff.declared_encoding(body):
        return {}
    message = Message()
    message["content-type"] = content_type
    charset = message.get_content_charset()
    return {"content-type": f"application/xml; charset={charset}"} if charset else {}


def _mended(body: bytes) -> bytes:
    return _declared(body.translate(None, _CONTROL).lstrip())


def _declared(body: bytes) -> bytes:
    """`body` with the well-known prefixes that it uses declared at its root."""
    head = body[:4096]
    silent = [name for name in _NAMESPACES if b"xmlns:" + name not in head]  # most declare all they use there
    names = [name for name in silent if b"<" + name + b":" in body and b"xmlns:" + name not in body]
    declarations = b"".join(b' xmlns:%s="%s"' % (name, _NAMESPACES[name]) for name in names)
    return _ROOT.sub(lambda root: root[0] + declarations, body, count=1) if names else body


def _draft(entry: Any, url: str, version: str) -> Draft:
    content = _content(entry, url)
    summary = text.absolute_links(_string(entry, "summary"), _base(entry.get("summary_detail"), url))
    return Draft(
        guid=_guid(entry, url),
        url=_link(entry),
        title=_title(entry, version) or text.title(_string(entry, "itunes_title"), is_html=False),
        summary=None if summary == content else summary,  # feedparser copies the content where there is no summary
        content=content,
        authors=_authors(entry),
        dates=tuple(
            (name, value) for name in ("published", "updated", "created") if (value := _string(entry, name)) is not None
        ),
    )


def _string(mapping: Any, key: str) -> str | None:
    """A non-empty string of a feedparser dict, past its own mapping of old keys onto others."""
    value = dict.get(mapping, key)
    return value if isinstance(value, str) and value.strip() else None


def _guid(entry: Any, url: str) -> str | None:
    guid = _string(entry, "id")
    if guid and guid.startswith("/"):
        return identity.absolute(guid, url) or guid
    return guid.strip() if guid else None


def _link(entry: Any) -> str | None:
    """Where the article is: before the tracker, the alternate, a permanent guid, any alternate, an enclosure."""
    link = _string(entry, "feedburner_origlink") or _string(entry, "link")
    links = [item for item in entry.get("links", ()) if item.get("href")]
    if link and not links and "://" not in link and not link.startswith("/"):
        link = None  # a guid in the link's place, and no address
    alternates = [item["href"] for item in links if item.get("rel") == "alternate"]
    others = [item["href"] for item in links if item.get("rel") != "alternate"]
    if link in others and alternates:
        link = None  # feedparser takes the text of any link element
    enclosures = [item["href"] for item in links if item.get("rel") == "enclosure"]
    return link or next(iter(alternates + enclosures), None)


def _title(context: Any, version: str) -> str | None:
    detail = dict.get(context, "title_detail") or {}
    is_html = detail.get("type") in _HTML
    return text.title(_string(context, "title"), is_html=is_html, is_literal=version.startswith("atom") and not is_html)


def _content(entry: Any, url: str) -> str | None:
    parts = [part for part in entry.get("content", ()) if part.get("value")]
    best = next((part for part in parts if part.get("type") in _HTML), parts[0] if parts else None)
    return text.absolute_links(best["value"], _base(best, url)) if best else None


def _base(detail: Any, url: str) -> str:
    base = detail.get("base") if detail else None
    return (identity.absolute(base, url) if base else None) or url


def _authors(context: Any) -> tuple[str, ...]:
    names = (text.plain(author.get("name")) for author in context.get("authors", ()))
    return tuple(dict.fromkeys(name for name in names if name))


def _publisher(feed: Any) -> tuple[str, ...]:
    name = text.plain((dict.get(feed, "publisher_detail") or {}).get("name"))
    return (name,) if name else ()


def _feed_date(feed: Any, language: str | None, timezone: str | None) -> Any:
    printed = _string(feed, "updated")
    return read_date(printed, language=language, timezone=timezone) if printed else NO_DATE


def _ttl(feed: Any) -> int | None:
    """Minutes between polls that the publisher asks for: ttl, else the syndication module's period."""
    if (ttl := _number(_string(feed, "ttl"))) is not None:
        return ttl
    period = _PERIOD_MINUTES.get((_string(feed, "sy_updateperiod") or "").strip().lower())
    return period // max(1, _number(_string(feed, "sy_updatefrequency")) or 1) if period else None


def _number(printed: str | None) -> int | None:
    digits = (printed or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else None
