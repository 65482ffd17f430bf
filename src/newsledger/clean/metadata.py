"""What a page says of itself: JSON-LD (schema.org), OpenGraph, meta elements, headings and the canonical link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement
from trafilatura.metadata import extract_author, extract_title

_ARTICLES = frozenset(
    "Article NewsArticle BlogPosting Report ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle ReviewNewsArticle "
    "BackgroundNewsArticle LiveBlogPosting TechArticle ScholarlyArticle SocialMediaPosting WebPage".split()
)
_BYLINE = re.compile(r"^\s*(?:by|von|par|di|por|text:|autor:|author:)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:;|,| and | und | et | y |&|\|)\s*")
_NO_NAME = re.compile(r"https?:|www\.|@|\d|^(?:admin|editor|redaktion|staff|team|newsroom|redaction)$", re.IGNORECASE)
_AUTHOR_KEYS = ("author", "article:author", "parsely-author")
_SUFFIX = re.compile(r"\s+(?:[|\u2013\u2014\u00b7\u00bb]|-)\s+[^|\u2013\u2014\u00b7\u00bb]{2,40}$")


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
    linked = _article_node(list(_json_ld(tree)))
    meta = _meta(tree)
    return About(
        title=_title(tree, linked, meta),
        authors=_authors(tree, linked, meta),
        published=_times(linked.get("datePublished"), meta, _PUBLISHED),
        modified=_times(linked.get("dateModified"), meta, _MODIFIED),
        language=tree.get("lang") or meta.get("og:locale") or meta.get("content-language"),
        canonical=next(iter(tree.xpath("//link[@rel='canonical']/@href")), None),
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


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json") and script.text:
            yield from _nodes(_loads(script.text))


def _loads(text: str) -> Any:
    try:
        return json.loads(text.strip().removeprefix("<![CDATA[").removesuffix("]]>").rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 4:
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def _article_node(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The node of the article: the most telling of those of an article's type."""
    articles = [node for node in nodes if _ARTICLES & set(_listed(node.get("@type")))]
    telling = ("headline", "datePublished", "author", "articleBody")
    return max(articles, key=lambda node: sum(bool(node.get(key)) for key in telling), default={})


def _title(tree: HtmlElement, linked: dict[str, Any], meta: dict[str, str]) -> str | None:
    """The h1 that stands closest to what the page calls itself, else the headline, og:title or title without the site."""
    named = [text for text in (_text(linked.get("headline")), meta.get("og:title"), meta.get("twitter:title")) if text]
    named += [text for text in (_inner(element) for element in tree.xpath("//head/title")[:1]) if text]
    headings = [text for text in (_inner(element) for element in tree.xpath("//h1")[:8]) if text]
    for heading in headings:
        if any(_plain(heading) and (_plain(heading) in _plain(n) or _plain(n) in _plain(heading)) for n in named):
            return heading
    if not named:
        return headings[0] if len(headings) == 1 else extract_title(tree)
    return _SUFFIX.sub("", unescape(named[0])) if len(named[0].split()) > 3 else unescape(named[0])


def _authors(tree: HtmlElement, linked: dict[str, Any], meta: dict[str, str]) -> tuple[str, ...]:
    named = [_people(linked.get("author")), *([meta.get(key, "")] for key in _AUTHOR_KEYS)]
    for names in named:
        if clean := _distinct_names(names):
            return clean
    return _distinct_names([extract_author(tree) or ""])  # walks the whole page, so it is asked last


def _distinct_names(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in texts for name in _names(text)))


def _people(author: Any) -> list[str]:
    return [
        _text(item.get("name") if isinstance(item, dict) else item) or ""
        for item in _listed(author)
        if not (isinstance(item, dict) and "Organization" in _listed(item.get("@type")))
    ]


def _names(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(_BYLINE.sub("", unescape(text))):
        name = " ".join(part.split())
        if 2 < len(name) < 50 and not _NO_NAME.search(name):
            yield name


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def _inner(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
