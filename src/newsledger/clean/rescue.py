"""The rescue of a page that gives too little: its own articleBody, else the full content that the feed gave."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from newsledger.clean import decode, text

# what hides an article; a list or a live blog is none, whatever stands behind it
RESCUED = frozenset({"no_text", "too_short", "paywall_stub", "consent_wall", "error_page"})
_FULL = 50  # words; a feed that gives fewer gives a summary
_LESS = 0.5  # of the feed's words; a page that gives fewer lost the article
_CUT = re.compile(
    r"(?:\.\.\.|\u2026)\W*$|\b(?:continue reading|read (?:more|on|the (?:full|rest))|weiterlesen|mehr lesen|lire la suite|"
    r"leer m\u00e1s|seguir leyendo)\b.{0,80}$",
    re.IGNORECASE,
)
_BLOCKS = ("p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "td")
Refuse = Callable[[str], object]


def rescue(
    found: text.Found, is_refused: bool, body: str | None, feed: str | None, refuse: Refuse
) -> text.Found | None:
    """The text to go on with: `found` unless it was refused or is far less than the feed's own; None where there is none.

    `body` is the page's articleBody, which must pass `refuse` (a falsy answer), `feed` the entry's content as HTML."""
    if is_refused and body and len(body) > len(found.text) and not refuse(body):
        return text.Found(text.normal(body), "jsonld")
    words = len(found.text.split()) if feed else 0
    is_worth_a_look = feed and (is_refused or words < _LESS * len(feed.split()))
    full = of_feed(feed) if feed and is_worth_a_look else None
    if full and (is_refused or words < _LESS * len(full.split())):
        return text.Found(full, "feed")
    return None if is_refused else found


def of_feed(content: str) -> str | None:
    """The text of an entry's content, None where that is a summary or breaks off."""

    def tree() -> HtmlElement:
        return decode.tree(f"<html><body><article><div>{content}</div></article></body></html>")

    if (parsed := tree()) is None:
        return None
    whole = _plain(parsed)
    made = text.extract(parsed, None, tree).text
    best = made if len(made) > _LESS * len(whole) else whole
    return None if len(best.split()) < _FULL or _CUT.search(best) else best


def _plain(tree: HtmlElement) -> str:
    """All that stands in it, a line a block: what a feed gives is the article and nothing around it."""
    blocks = [block for block in tree.iter(*_BLOCKS) if block.find(".//p") is None] or [tree]
    return text.normal("\n".join(line for block in blocks if (line := " ".join(block.text_content().split()))))
