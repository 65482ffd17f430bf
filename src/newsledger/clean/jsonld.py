"""JSON-LD of a page (https://www.w3.org/TR/json-ld11/): its nodes, and the one of the article in schema.org's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

ARTICLES = frozenset(
    "Article NewsArticle BlogPosting Report ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle ReviewNewsArticle "
    "BackgroundNewsArticle LiveBlogPosting TechArticle ScholarlyArticle SocialMediaPosting WebPage".split()
)
Node = dict[str, Any]
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# A string, which stays as it is, or a comma behind the last item: no JSON, but what templates leave there.
_LAST_COMMA = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+"?)|,\s*(?=[}\]])', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON may escape one alone (RFC 8259, 8.2), UTF-8 cannot hold it


def nodes(tree: HtmlElement) -> Iterator[Node]:
    """Every node of the page's scripts, those in @graph and mainEntity too; what is no JSON is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json") and script.text:
            yield from _nodes(_loads(script.text))


def _loads(text: str) -> Any:
    plain = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").rstrip(";")
    for given in (plain, _LAST_COMMA.sub(r"\1", plain)):
        try:
            return json.loads(given, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int = 0) -> Iterator[Node]:
    if isinstance(value, list) and depth < 4:
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def article(found: list[Node]) -> Node:
    """The node of the article: the most telling of those of an article's type."""
    articles = [node for node in found if not ARTICLES.isdisjoint(types(node))]
    telling = ("headline", "datePublished", "author", "articleBody")
    return max(articles, key=lambda node: sum(bool(node.get(key)) for key in telling), default={})


def is_about(node: Node, *pages: str | None) -> bool:
    """False for a node that says it is about another page than these, which go by any of several addresses."""
    main = node.get("mainEntityOfPage")
    named = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    address = next((value for value in (named, node.get("url")) if isinstance(value, str) and "://" in value), None)
    return address is None or _path(address) in {_path(page) for page in pages if page}


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0].rstrip("/")


def types(node: Node) -> set[str]:
    """What the node says it is, such as NewsArticle."""
    return {value for value in listed(node.get("@type")) if isinstance(value, str)}


def listed(value: Any) -> list[Any]:
    """A value that may be one or several, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def text(value: Any) -> str | None:
    """A string, the first of several, in single spaces and without entities; None where it is none."""
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(unescape(_SURROGATE.sub("\ufffd", value)).split()) or None if isinstance(value, str) else None


def prose(value: Any) -> str | None:
    """A text of several paragraphs, a line each, in single spaces and without markup; None where it is none.

    Publishers put HTML into articleBody although schema.org asks for plain text."""
    value = value[0] if isinstance(value, list) and value else value
    if not isinstance(value, str):
        return None
    plain = _TAG.sub("", _BREAK.sub("\n", unescape(_SURROGATE.sub("\ufffd", value))))
    return "\n".join(line for raw in plain.splitlines() if (line := " ".join(raw.split()))) or None
