"""The text: trafilatura's own rules first, its costly fall-backs only where the result gives reason to doubt."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from lxml.html import HtmlElement
from trafilatura import bare_extraction, xpaths
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt

from newsledger.clean import selections

_OPTIONS = Extractor(output_format="python", comments=False, fast=True)
_FEW = 150  # characters; less is a caption or a notice more often than an article
_SHARE = 0.2  # of the page's text outside of links: with less, the rules took a part of the page for all of it
_UNWANTED = [selections.quick(*xpaths.RAW_TREE_PRUNE_XPATH, *xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH)]
selections.hasten(xpaths)


@dataclass(frozen=True, slots=True)
class Found:
    """A clean text ("" where there is none) and where it stood."""

    text: str
    origin: Literal["page", "jsonld", "feed"] = "page"


def normal(text: str) -> str:
    """NFC, newlines as \\n, no nul characters, nothing around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")).strip()


def extract(tree: HtmlElement, body: str | None, again: Callable[[], HtmlElement]) -> Found:
    """The text of a page.

    `body` is the page's own articleBody: the measure of whether the rules got it all, and the rescue. The tree is used
    up; `again` makes another, which costs less in the few cases of doubt than a copy would in all."""
    try:
        text, share = _by_rules(tree)
    except (TypeError, ValueError):  # what trafilatura itself gives a page up for
        text, share = "", 0.0
    if len(text) < _FEW or share < _SHARE or (body and len(text) < 0.6 * len(body)):
        text = _with_fall_backs(again()) or text
        if body and text.split() == body.split():  # they read it too
            return Found(normal(body), "jsonld")
    if body and len(text) < 0.4 * len(body):
        return Found(normal(body), "jsonld")
    return Found(normal(text))


def _by_rules(tree: HtmlElement) -> tuple[str, float]:
    """The text, and its length as a share of what the page holds outside of links and navigation."""
    cleaned = tree_cleaning(_pruned(tree), _OPTIONS)
    whole = _length(cleaned) - sum(_length(link) for link in cleaned.iter("a"))
    content, _ = extract_content(convert_tags(cleaned, _OPTIONS), _OPTIONS)
    text = xmltotxt(content, include_formatting=False)
    return text, len(text) / max(whole, 1)


def _with_fall_backs(tree: HtmlElement) -> str:
    found: Any = bare_extraction(_pruned(tree), include_comments=False, with_metadata=False)
    return (found.text or "") if found is not None else ""


def _pruned(tree: HtmlElement) -> HtmlElement:
    """The tree without comments and without other articles that are appended to it."""
    return prune_unwanted_nodes(tree, _UNWANTED)


def _length(element: HtmlElement) -> int:
    return len(" ".join(element.text_content().split()))
