"""A page's title: the heading closest to what the page calls itself, else that name without the site's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from lxml.etree import XPath
from lxml.html import HtmlElement

_BOUNDARY = re.compile(r"\s+(?:[|\u2013\u2014\u2022\u00b7\u00bb]|-|::?)\s+")
_INNER = XPath(".//text()[not(parent::style or parent::script)]", smart_strings=False)
_CLOSE = 0.4  # share of words that two wordings of one title have in common
_MANY = 8  # headings; pages with more use h1 for everything


def choose(tree: HtmlElement, named: Iterable[str | None], site: str | None) -> str | None:
    """The title; `named` is what JSON-LD and OpenGraph call the page, best first, `site` the site's name. None if none."""
    inner = next(iter(_texts(tree.iterfind("./head/title"))), None)
    names = [" ".join(unescape(name).split()) for name in named if name]
    sites = {plain(site or ""), _last_part(inner or "", names)} - {"", *map(plain, names)}
    headings = [text for text in _texts(tree.iter("h1"))[:_MANY] if plain(text) not in sites]
    wordings = names + ([without_site(inner, sites)] if inner else [])
    if headings and wordings:
        best = max(headings, key=lambda heading: max(closeness(heading, wording) for wording in wordings))
        if max(closeness(best, wording) for wording in wordings) >= _CLOSE:
            return best
    if len(headings) == 1 and (not wordings or len(headings[0].split()) > 3):
        return headings[0]
    return without_site(wordings[0], sites) if wordings else next(iter(headings or _texts(tree.iter("h2"))), None)


def closeness(one: str, other: str) -> float:
    """Words in common, as a share of all words of both."""
    a, b = set(plain(one).split()), set(plain(other).split())
    return len(a & b) / len(a | b) if a and b else 0.0


def without_site(text: str, sites: set[str]) -> str:
    """`text` without a last part that is one of `sites`."""
    start = _start_of_last(text)
    return text[: start[0]] if start and plain(text[start[1] :]) in sites else text


def _last_part(text: str, names: list[str]) -> str:
    """The part that names the site, as titles end: what stands before it names the page, or is at least longer."""
    start = _start_of_last(text)
    is_site = start and (text[: start[0]] in names or len(text) - start[1] < start[0])
    return plain(text[start[1] :]) if start and is_site else ""


def _start_of_last(text: str) -> tuple[int, int] | None:
    boundaries = [boundary.span() for boundary in _BOUNDARY.finditer(text)]
    return boundaries[-1] if boundaries else None


def plain(text: str) -> str:
    """Words in lower case with single spaces between them."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _texts(elements: Iterable[HtmlElement]) -> list[str]:
    texts = (" ".join("".join(_INNER(element)).replace("\u00ad", "").split()) for element in elements)
    return [text for text in texts if text]
