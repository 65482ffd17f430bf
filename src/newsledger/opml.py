"""Subscription lists of other readers: OPML 2.0 (http://opml.org/spec2.opml) in and out. The only importer of listparser."""

from __future__ import annotations

import codecs
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import listparser

from newsledger import urls
from newsledger.errors import UsageError
from newsledger.feeds.sniff import declared_encoding
from newsledger.lookup import bare_host, free_slug, slug_of
from newsledger.records import Source

_END = re.compile(rb"</(?:\w+:)?opml\s*>", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed(?=://)", re.IGNORECASE)  # feed:https://..., feed://...


@dataclass(frozen=True, slots=True)
class Outline:
    """A subscription: the feed's address and its title, "" where it has none."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The sources after an import, and the addresses that were new, listed before, or not an http(s) url."""

    sources: tuple[Source, ...]
    added: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[str, ...]


def read(path: Path) -> list[Outline]:
    """The feeds of an OPML file, in its order. Raises UsageError naming the file where it is none or is cut off.

    Markup that is no XML (a bare "&") is read all the same; readers write such files."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    parsed = listparser.parse(_utf8(body))  # never a str: it would fetch one that looks like an address
    if not parsed["version"].startswith("opml"):
        raise UsageError(f"{path}: is not OPML")
    if not _END.search(body.replace(b"\0", b"")):
        raise UsageError(f"{path}: OPML that is cut off: </opml> is missing")
    return [Outline(_address(feed["url"]), " ".join(feed["title"].split())) for feed in parsed["feeds"]]


def merge(listed: Sequence[Source], outlines: Iterable[Outline]) -> Merged:
    """`listed` with the feeds of `outlines` that are new, a source each; feeds of one title and host share one."""
    sources, added, known, refused = list(listed), [], [], []
    seen = {feed for source in listed for feed in source.feeds}
    places: dict[tuple[str, str], int] = {}
    for outline in outlines:
        if not urls.is_http(outline.url):
            refused.append(outline.url)
        elif outline.url in seen:
            known.append(outline.url)
        else:
            seen.add(outline.url)
            added.append(outline.url)
            _place(sources, places, outline)
    return Merged(tuple(sources), tuple(added), tuple(known), tuple(refused))


def write(sources: Iterable[Source]) -> str:
    """The feeds of `sources` as OPML 2.0, an outline each."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = "newsledger"
    body = ET.SubElement(root, "body")
    for source in sources:
        for feed in source.feeds:
            about = {"type": "rss", "text": source.name, "title": source.name, "xmlUrl": feed}
            more = {"htmlUrl": source.homepage, "language": source.language}
            ET.SubElement(body, "outline", about | {name: value for name, value in more.items() if value})
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def save(path: Path, text: str) -> None:
    """Put `text` in the file's place, all of it or none. Raises UsageError naming the file."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial.write_text(text, "utf-8")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from None


def _place(sources: list[Source], places: dict[tuple[str, str], int], outline: Outline) -> None:
    host = bare_host(outline.url)
    key = outline.title, host
    if key in places:
        source = sources[places[key]]
        sources[places[key]] = replace(source, feeds=(*source.feeds, outline.url))
        return
    places[key] = len(sources)
    slug = free_slug(slug_of(outline.title) or slug_of(host), sources)
    sources.append(Source(slug, outline.title or host, feeds=(outline.url,)))


def _address(url: str) -> str:
    return _FEED_SCHEME.sub(lambda found: "http" if found[0].lower() == "feed" else "", url, count=1)


def _utf8(body: bytes) -> bytes:
    """The bytes in UTF-8, marked as such: listparser heeds byte order marks, and without one takes them for Latin-1."""
    try:
        text = body.decode(declared_encoding(body) or "utf-8").removeprefix("\ufeff")
        return codecs.BOM_UTF8 + text.encode()
    except (LookupError, UnicodeDecodeError):
        return body
