"""What a page says of itself: JSON-LD (schema.org), OpenGraph, meta elements, headings and the canonical link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from newsledger.clean import byline, extras, jsonld, title
from newsledger.clean.jsonld import Node, listed, prose, text, types
from newsledger.records import Extras

_AUTHOR_KEYS = (
    "cxenseparse:author byl sailthru.author author article:author parsely-author authors rbauthors "
    "dc.creator dcterms.creator creator"
).split()
_PUBLISHERS = frozenset({"Organization", "NewsMediaOrganization", "WebSite"})


@dataclass(frozen=True, slots=True)
class About:
    """A page's metadata as it stands there; `published` and `modified` are (text, origin), best first.

    `types` is all that its JSON-LD says of this page, and og:type as `og:article`."""

    title: str | None
    authors: tuple[str, ...]
    published: tuple[tuple[str, str], ...]
    modified: tuple[tuple[str, str], ...]
    language: str | None
    canonical: str | None
    body: str | None
    types: frozenset[str]
    extras: Extras


NOTHING = About(None, (), (), (), None, None, None, frozenset(), Extras())


def read(tree: HtmlElement, url: str) -> About:
    """The metadata of the tree of the page at `url`, which stays as it is."""
    nodes = list(jsonld.nodes(tree))
    linked = jsonld.article(nodes)
    metas = _metas(tree)
    meta = {name: contents[0] for name, contents in metas.items()}
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    own = (node for node in nodes if jsonld.is_about(node, url, canonical))
    return About(
        title=title.choose(tree, _named(linked, meta), meta.get("og:site_name")),
        authors=_authors(tree, nodes, linked, meta),
        published=_times(linked.get("datePublished"), meta, _PUBLISHED),
        modified=_times(linked.get("dateModified"), meta, _MODIFIED),
        language=tree.get("lang") or meta.get("og:locale") or meta.get("content-language"),
        canonical=canonical,
        body=prose(linked.get("articleBody")),
        types=frozenset[str]().union(*map(types, own), (f"og:{kind.lower()}" for kind in metas.get("og:type", ())[:1])),
        extras=extras.read(nodes, linked, metas, url),
    )


_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time datepublished article.published "
    "parsely-pub-date sailthru.date dc.date.issued dcterms.created dc.date pubdate publishdate publish_date date"
).split()
_MODIFIED = "article:modified_time og:updated_time datemodified last-modified dcterms.modified".split()


def _times(linked: Any, meta: dict[str, str], names: list[str]) -> tuple[tuple[str, str], ...]:
    first = [(linked, "jsonld")] if isinstance(linked, str) else []
    return (*first, *((meta[name], "meta") for name in names if meta.get(name)))


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """name, property or itemprop in lower case -> the contents given, in order."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _named(linked: Node, meta: dict[str, str]) -> tuple[str | None, ...]:
    return text(linked.get("headline")), meta.get("og:title"), meta.get("twitter:title")


def _authors(tree: HtmlElement, nodes: list[Node], linked: Node, meta: dict[str, str]) -> tuple[str, ...]:
    """The people named in JSON-LD, in meta elements or in a byline, in this order; the site only where nobody else is."""
    site = {title.plain(name) for name in _site_names(nodes, linked, meta)}
    signed: tuple[str, ...] = ()
    for found in _signatures(tree, nodes, linked, meta):
        if any(title.plain(name) not in site for name in found):
            return found
        signed = signed or found
    return signed


def _signatures(tree: HtmlElement, nodes: list[Node], linked: Node, meta: dict[str, str]) -> Iterator[tuple[str, ...]]:
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    yield byline.names(_people(linked.get("author"), known))
    yield byline.names(m.get("content") or "" for m in tree.iter("meta") if m.get("name") == "citation_author")
    yield from (byline.names([meta[key]]) for key in _AUTHOR_KEYS if key in meta)
    yield byline.printed(tree)  # walks the whole page, so it is asked last


def _site_names(nodes: list[Node], linked: Node, meta: dict[str, str]) -> Iterator[str]:
    yield meta.get("og:site_name", "")
    for node in (*listed(linked.get("publisher")), *nodes):
        if isinstance(node, dict) and not _PUBLISHERS.isdisjoint(types(node)):
            yield text(node.get("name")) or ""


def _people(author: Any, known: dict[str, Node]) -> list[str]:
    """Names of the authors that are no organizations; one that is only an @id is looked up among the page's nodes."""
    items = [item if isinstance(item, dict) else {"name": item} for item in listed(author)]
    full = [item if item.get("name") else known.get(str(item.get("@id")), item) for item in items]
    return [text(item.get("name")) or "" for item in full if "Organization" not in types(item)]
