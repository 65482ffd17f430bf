"""Sitemaps (sitemaps.org 0.9) with Google's news extension, and sitemap indexes.

Element names are told by their local part: publishers get the namespaces wrong."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from newsledger.feeds import identity, text
from newsledger.feeds.dates import read_date
from newsledger.feeds.shapes import Draft, ParsedFeed
from newsledger.records import Member


def read(body: bytes, url: str, language: str | None, timezone: str | None) -> ParsedFeed | None:
    """The sitemap in `body`, with the addresses before the break where its XML is broken; None where it is none."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(body.lstrip(), parser)
    name = _local(root) if root is not None else ""
    if name == "sitemapindex":
        members = tuple(_members(root, url, timezone))
        return ParsedFeed(format="sitemapindex", sitemaps=members, problem=_problem(parser))
    if name != "urlset":
        return None
    drafts = [_draft(element) for element in root if _local(element) == "url"]
    found = identity.entries((draft for draft in drafts if draft.url), url, language=language, timezone=timezone)
    return ParsedFeed(
        format="sitemap",
        title=_text(root, "name"),
        entries=found,
        language=_text(root, "language"),
        problem=_problem(parser),
    )


def _draft(element: etree._Element) -> Draft:
    dates = (("published", _text(element, "publication_date")), ("updated", _text(element, "lastmod")))
    is_news = any(_local(child) == "news" for child in element)
    return Draft(
        url=_text(element, "loc"),
        title=text.title(_text(element, "title"), is_html=False) if is_news else None,
        dates=tuple((name, value) for name, value in dates if value),
    )


def _members(root: etree._Element, url: str, timezone: str | None) -> Iterator[Member]:
    for element in root:
        address = identity.absolute(_text(element, "loc"), url)
        if address:
            modified = _text(element, "lastmod")
            yield Member(address, read_date(modified, timezone=timezone).day)


def _text(element: etree._Element, name: str) -> str | None:
    """The text of the first descendant so named."""
    return next((text.one_line("".join(found.itertext())) for found in element.iter() if _local(found) == name), None)


def _local(element: etree._Element) -> str:
    tag = element.tag  # a comment's tag is a function
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _problem(parser: etree.XMLParser) -> str | None:
    return next((entry.message for entry in parser.error_log), None)
