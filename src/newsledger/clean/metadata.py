"""What a page says of itself: JSON-LD (schema.org), OpenGraph, meta elements, headings and the canonical link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from newsledger.clean import byline, title

_ARTICLES = frozenset(
    "Article NewsArticle BlogPosting Report ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle ReviewNewsArticle "
    "BackgroundNewsArticle LiveBlogPosting TechArticle ScholarlyArticle SocialMediaPosting WebPage".split()
)
_AUTHOR_KEYS = (
    "cxenseparse:author byl sailthru.author author article:author parsely-author authors rbauthors "
    "dc.creator dcterms.creator creator"
).split()
_PUBLISHERS = frozenset({"Organization", "NewsMediaOrganization", "WebSite"})
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class About:
    """A page's metadata as it stands there; `published` and `modified` are (text, origin), best first."""

    title: str | None
    authors: tuple[str, ...]
    published: tuple[tuple[str, str], ...]
    modified: tuple[tuple[str, str], ...]
    language: str | None
    canonical: str | None
    body: str | None


def read(tree: HtmlElement) -> About:
    """The metadata of a page's tree, which stays as it is."""
    nodes = list(_json_ld(tree))
    linked = _article_node(nodes)
    meta = _meta(tree)
    return About(
        title=title.choose(tree, _named(linked, meta), meta.get("og:site_name")),
        authors=_authors(tree, nodes, linked, meta),
        published=_times(linked.get("datePublished"), meta, _PUBLISHED),
        modified=_times(linked.get("dateModified"), meta, _MODIFIED),
        language=tree.get("lang") or meta.get("og:locale") or meta.get("content-language"),
        canonical=next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None),
        body=_text(linked.get("articleBody")),
    )


_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time datepublished article.published "
    "parsely-pub-date sailthru.date dc.date.issued dcterms.created dc.date pubdate publishdate publish_date date"
).split()
_MODIFIED = "article:modified_time og:updated_time datemodified last-modified dcterms.modified".split()


def _times(linked: Any, meta: dict[str, str], names: list[str]) -> tuple[tuple[str, str], ...]:
    first = [(linked, "jsonld")] if isinstance(linked, str) else []
    return (*first, *((meta[name], "meta") for name in names if meta.get(name)))


def _meta(tree: HtmlElement) -> dict[str, str]:
    """name, property or itemprop in lower case -> content; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _json_ld(tree: HtmlElement) -> Iterator[Node]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json") and script.text:
            yield from _nodes(_loads(script.text))


def _loads(text: str) -> Any:
    try:
        return json.loads(text.strip().removeprefix("<![CDATA[").removesuffix("]]>").rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[Node]:
    if isinstance(value, list) and depth < 4:
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def _article_node(nodes: list[Node]) -> Node:
    """The node of the article: the most telling of those of an article's type."""
    articles = [node for node in nodes if not _ARTICLES.isdisjoint(_types(node))]
    telling = ("headline", "datePublished", "author", "articleBody")
    return max(articles, key=lambda node: sum(bool(node.get(key)) for key in telling), default={})


def _named(linked: Node, meta: dict[str, str]) -> tuple[str | None, ...]:
    return _text(linked.get("headline")), meta.get("og:title"), meta.get("twitter:title")


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
    for node in (*_listed(linked.get("publisher")), *nodes):
        if isinstance(node, dict) and not _PUBLISHERS.isdisjoint(_types(node)):
            yield _text(node.get("name")) or ""


def _people(author: Any, known: dict[str, Node]) -> list[str]:
    """Names of the authors that are no organizations; one that is only an @id is looked up among the page's nodes."""
    items = [item if isinstance(item, dict) else {"name": item} for item in _listed(author)]
    full = [item if item.get("name") else known.get(str(item.get("@id")), item) for item in items]
    return [_text(item.get("name")) or "" for item in full if "Organization" not in _types(item)]


def _types(node: Node) -> set[str]:
    return {value for value in _listed(node.get("@type")) if isinstance(value, str)}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None
