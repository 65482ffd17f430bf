"""What is no article, and why: the reason codes that a page gets by what it says of itself and by its text.

Every rule asks for two signs at least, for an article about cookies, about error 404 or about paywalls is an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from lxml.etree import XPath
from lxml.html import HtmlElement

from newsledger.clean import phrases, title
from newsledger.clean.metadata import About

MIN_WORDS = 12  # shorter is a caption or a notice; "no_text" and "too_short" tell the two apart
_ERROR_WORDS, _STUB_WORDS, _CONSENT_WORDS = 120, 100, 300  # at most; a page that says more has something to say
_LINES = 6  # links that are lines of their own; with fewer it is no list
_STRETCH = 70  # words between two links; teasers are shorter, paragraphs of an article are not
_LINKS, _TEASERS = 3000, 300  # looked at
_TELLING = 20  # characters of a link that is no menu's

_MARKED_LIVE = XPath("boolean(//*[contains(@itemtype, 'schema.org/LiveBlogPosting')])")
_LISTS = frozenset({"CollectionPage", "SearchResultsPage"})
_ARTICLE_TYPES = re.compile(r".*(?:Article|Posting|Report)|og:article")

_PARTS = re.compile(r"\s*[|\u2013\u2014\u2022\u00b7\u00bb]\s*|\s+-\s+")

_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Signs:
    """What of a page's tree is asked later, when the text has been taken out of it.

    `names` are its titles and headings, `around` all that stands on a page that is stated not to be free."""

    is_live: bool
    is_root: bool
    names: tuple[str, ...]
    around: str
    links: frozenset[str]


def look(tree: HtmlElement, about: About, url: str, html: str) -> Signs:
    """The signs of the page at `url`, whose tree stays as it is; `html` is its source."""
    names = [tree.findtext("head/title") or "", *(heading.text_content() for heading in islice(tree.iter("h1"), 3))]
    return Signs(
        is_live="LiveBlogPosting" in about.types or ("/LiveBlogPosting" in html and bool(_MARKED_LIVE(tree))),
        is_root=url.count("/") == 3 and url.endswith("/"),
        names=tuple(names),
        around=tree.text_content() if about.extras.is_free is False else "",
        links=frozenset() if _is_declared(about) else _link_texts(tree),
    )


def refusal(signs: Signs, about: About, text: str) -> tuple[str, str] | None:
    """(reason, what it was told by) of a page that is no article, None for one that is; `text` is the page's."""
    words = len(text.split())
    return (
        _live(signs)
        or _error(signs, text, words)
        or _consent(text, words)
        or _paywall(signs, text, words)
        or _index(signs, about, text)
        or _short(text, words)
    )


def _live(signs: Signs) -> tuple[str, str] | None:
    return ("live_blog", "says LiveBlogPosting") if signs.is_live else None


def _error(signs: Signs, text: str, words: int) -> tuple[str, str] | None:
    if words >= _ERROR_WORDS:
        return None
    parts = (title.plain(part) for name in signs.names for part in _PARTS.split(name))
    named = next(
        (part for part in (*parts, title.plain(text.partition("\n")[0])) if phrases.ERROR.fullmatch(part)), None
    )
    return ("error_page", f"calls itself {named!r}, {words} words") if named else None


def _consent(text: str, words: int) -> tuple[str, str] | None:
    """Most of a short text speaks to the reader of his consent."""
    if not 0 < words < _CONSENT_WORDS:
        return None
    sentences = [sentence for sentence in _SENTENCE.split(text) if sentence]
    asking = sum(phrases.CONSENT.search(sentence) is not None for sentence in sentences)
    is_wall = asking >= 3 and 2 * asking > len(sentences)
    return ("consent_wall", f"{asking} of {len(sentences)} sentences ask for consent") if is_wall else None


def _paywall(signs: Signs, text: str, words: int) -> tuple[str, str] | None:
    """The beginning of what is said not to be free, or a text that ends in an offer."""
    if words < _STUB_WORDS and phrases.PROMPT.search(signs.around):
        return "paywall_stub", f"isAccessibleForFree is false, {words} words and an offer"
    if words < _ERROR_WORDS and phrases.PROMPT.search(text[-200:]) and not _is_complete(text):
        return "paywall_stub", f"ends in an offer after {words} words"
    return None


def _is_complete(text: str) -> bool:
    """True where the offer is the last line of several paragraphs, as a newsletter's under a brief."""
    return len([line for line in text.split("\n") if len(line.split()) > 15]) > 3


def _index(signs: Signs, about: About, text: str) -> tuple[str, str] | None:
    """Links with at most a teaser between them; a page that says it is an article is believed."""
    if _is_declared(about):
        return None
    lines = [line.removeprefix("- ").strip() for line in text.split("\n")]
    linked = sum(line in signs.links for line in lines)
    is_full_of_links = len(signs.links) > 2 * _LINES and (signs.is_root or linked == len(lines))
    is_list = not _LISTS.isdisjoint(about.types)
    if not (linked >= _LINES or is_full_of_links or is_list):
        return None
    longest = _longest(signs.links, lines)
    detail = f"{linked} links, at most {longest} words between two"
    return ("index_page", detail) if longest < (2 if is_list else 1) * _STRETCH else None


def _longest(links: frozenset[str], lines: list[str]) -> int:
    """The most words between two links."""
    stretch, longest = 0, 0
    for line in lines:
        stretch = 0 if line in links else stretch + len(line.split())
        longest = max(longest, stretch)
    return longest


def _short(text: str, words: int) -> tuple[str, str] | None:
    # Chinese, Japanese and Thai put no spaces between words
    if words < MIN_WORDS and len(text) < 8 * MIN_WORDS:
        return ("too_short" if words else "no_text"), f"{words} words"
    return None


def _is_declared(about: About) -> bool:
    return any(_ARTICLE_TYPES.fullmatch(kind) for kind in about.types)


def _link_texts(tree: HtmlElement) -> frozenset[str]:
    """What links to other pages say, those of a menu's few words left out, and the teasers below such links."""
    texts = {_line(link) for link in islice(tree.iter("a"), _LINKS) if _leads_on(link)}
    return frozenset(text for text in texts if len(text) >= _TELLING).union(*map(_lines, _teasers(tree)))


def _teasers(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The blocks that hold one linked heading and little else."""
    headings = [heading for heading in islice(tree.iter("h2", "h3", "h4"), _TEASERS) if _is_linked(heading)]
    held = Counter(block for heading in headings for block in heading.iterancestors())
    for heading in headings:
        block = next((b for b, above in pairwise(heading.iterancestors()) if held[b] == 1 and held[above] > 1), None)
        if block is not None and len(_line(block).split()) < _STRETCH:
            yield block


def _is_linked(heading: HtmlElement) -> bool:
    return any(map(_leads_on, (*heading.iter("a"), *heading.iterancestors("a"))))


def _leads_on(link: HtmlElement) -> bool:
    return not (link.get("href") or "#").startswith("#")


def _line(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _lines(block: HtmlElement) -> set[str]:
    return {_line(part) for part in block.iter("p", "div", "span")}
