"""Who wrote a page: names out of what is printed as a byline, and where on a page bylines stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape

from lxml.html import HtmlElement

_LINES = ("a", "address", "div", "span", "p", "strong", "b", "em", "small", "cite", "li", "h3", "h4", "h5", "author")
_SKIPPED = frozenset({"time", "figure", "script", "style", "svg", "noscript", "button"})
_ASKED = 40  # elements of a rank; a page with more of them lists other people's articles
_LONGEST = 120  # characters; more is a biography

# How surely an element that is called so holds a byline; the surest first.
_CALLED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"author[-_]{0,2}name|^(?:\S+[-_])?author$|authorname|by[-_]?author",
        r"byline|author|autor(?![a-z])|journalist|verfasser|zuozhe|submitted-by|posted-by|written-by|^username$|writer",
    )
)
_LINKED = len(_CALLED)  # the rank of a link to a profile
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|footer|widget|is-hidden|newsletter|embed|quote|avatar|meta-prep|review(?:er|ed)|login",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"/(?:authors?|autor(?:en|es|in|i)?|auteurs?|redakteur|contributors?)/[\w%.~-]", re.IGNORECASE)

_LEAD = re.compile(
    r"^\W*(?:(?:(?:(?:this )?post was written|written|words|posted|published|reported|article|story|text|recipe|review)\s+)?"
    r"(?:by|from)\b|(?:(?:geschrieben|verfasst|erstellt|eingestellt|beitrag|artikel|rezept|text|zum profil)\s+)?von\b"
    r"|(?:(?:escrito|publicado)\s+)?por\b|(?:écrit\s+)?par\b|mehr von\b"
    r"|(?:view|read|see)\s+(?:all|more)(?:\s+(?:posts|articles|stories))?\s+(?:by|from|about)\b"
    r"|(?:written|autor(?:in|es)?|auth?ors?|auteur|interview|text|words|contributors?)\b\s*:?)\s*",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\w*"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)\w*"
_DATE = re.compile(
    rf"(?:^|\s+)(?:{_WEEKDAY}\W+)?(?:{_MONTH}\W+\d|\d{{1,4}}(?:st|nd|rd|th)?[.:/,\s]).*$|\s*[\u2022\u00b7|<\u2014].*$",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = re.compile(
    r"\s*(?:[(\[\u2013]|\s-\s|\s@|\b(?:published|posted|(?:last\s+)?updated|reviewed|veröffentlicht|aktualisiert|contributing|senior"
    r"|writer|reporter|editor|founder|co-founder|correspondent|contributor|author|sagt|says|on|at|am|um|vom)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(r"\s*(?:;|,|\s/\s|\s(?:and|und|et|y|e|with|mit)\s|&|\|)\s*", re.IGNORECASE)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\\|#|^[\W\d]*$|\b(?:updated|published|publiziert|minutes?|comments?|posts|articles)\b"
    r"|^(?:admin|administrator|name|the|authors?|autor(?:en|in)?|posted|written|by|text|foto|photo|editor|staff|quelle"
    r"|guest|unknown|none|null|undefined|anonymous|follow|share|contact|e-?mail|archiv\b.*|view\b.*|read\b.*|more\b.*|alle\b.*"
    r"|md|m\.d\.?|phd|ph\.d\.?|rd|rn|bsn|ms|msc|ba|mba|dvm|dds|jr\.?|sr\.?|esq\.?)$",
    re.IGNORECASE,
)


def names(texts: Iterable[str]) -> tuple[str, ...]:
    """The names in bylines as printed, each once: no "By", no dates, no job titles, no addresses."""
    return tuple(dict.fromkeys(name for text in texts for name in _split(unescape(text))))


def printed(tree: HtmlElement) -> tuple[str, ...]:
    """The names in the byline of a page, from the element that is most surely one."""
    for elements in _bylines(tree):
        for element in elements[:_ASKED]:
            if (found := names([_text(element)])) and not _is_elsewhere(element):
                return found
    return ()


def _bylines(tree: HtmlElement) -> tuple[list[HtmlElement], ...]:
    ranked: tuple[list[HtmlElement], ...] = ([], [], [])
    for element in tree.iter(*_LINES):
        get = element.get
        rank = min(_rank(get("class")), _rank(get("id")), _rank(get("itemprop")), _rank(get("rel")))
        if rank > _LINKED and element.tag == "a" and _PROFILE.search(get("href") or ""):
            rank = _LINKED
        if rank <= _LINKED:
            ranked[rank].append(element)
    return ranked


@lru_cache(2**14)
def _rank(called: str | None) -> int:
    if not called or not _CALLED[-1].search(called):  # its words are in all of them; most names have none
        return _LINKED + 1
    return next(rank for rank, pattern in enumerate(_CALLED) if pattern.search(called))


def _is_elsewhere(element: HtmlElement) -> bool:
    """True in a comment, a teaser of another article, a footer and the like; what holds the heading is the article."""
    block = element
    while block is not None and block.tag != "body" and block.find(".//h1") is None:
        if block.tag in ("footer", "nav") or _ELSEWHERE.search(f"{block.get('class')} {block.get('id')}"):
            return True
        block = block.getparent()
    return False


def _text(element: HtmlElement) -> str:
    if element.tag in _SKIPPED:
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [_text(child), child.tail or ""]
    text = " ".join(" ".join(parts).split())
    return text if len(text) <= _LONGEST else ""


def _split(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(_DATE.sub("", _LEAD.sub("", " ".join(text.split())))):
        name = _TAIL.sub("", _LEAD.sub("", part)).strip(" .,:;-–—/*\"'")
        if 1 < len(name) < 50 and not _NO_NAME.search(name):
            yield name
