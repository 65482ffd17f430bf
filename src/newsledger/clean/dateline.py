"""The days printed beside the heading, where a reader looks for them: published, and last changed.

Only short lines that are little more than a date count, so that a day in the prose is none. htmldate reads the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from htmldate.extractors import try_date_expr
from lxml.html import HtmlElement

from newsledger.clean import title

_AFTER, _BEFORE = 30, 12  # lines; a byline with its portrait and its share buttons has about twenty
_LONGEST, _BESIDE = 90, 40  # characters of the line, and of what stands in it beside the date
_LABEL = 30  # characters of a line that can be the label of the next
_DAY = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d|20\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?[^\W\d]{3,12}[.,]{0,2}\s+20\d\d"
    r"|[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+20\d\d)(?!\d)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"updat|modif|revis|review|edited|aktualis|geändert|änderung|bearbeitet|mise à jour|màj|actualiz|aggiornat|atualizad",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"copyright|©|\b(?:since|until|seit|bis)\b", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "noscript", "svg", "select", "option", "form", "nav", "footer", "template"})
_FROM = datetime(1995, 1, 1)


def printed(tree: HtmlElement, named: str | None, until: datetime) -> tuple[date | None, date | None]:
    """The days of publication and of the last change in the lines around the heading, `until` the last one possible.

    `named` is the page's title, which tells its heading among several."""
    heading = _heading(tree, named or "")
    if heading is None:
        return None, None
    below = _lines(_following(heading), _AFTER)
    above = _lines(_preceding(heading), _BEFORE)[::-1]
    # what stands above the heading is more often the site's than the article's
    near = [(float(place), found) for place, found in enumerate(_days(below, until)) if found]
    near += [(1.5 * (len(above) - place), found) for place, found in enumerate(_days(above, until)) if found]
    days = [found for _, found in sorted(near)]
    published, changed = ([day for is_change, day in days if is_change is wanted] for wanted in (False, True))
    return next(iter(published), None), next(iter(changed), None)


def _heading(tree: HtmlElement, named: str) -> HtmlElement | None:
    """The heading closest to the title; of several that are as close the first."""
    headings = [*islice(tree.iter("h1"), 8)]
    return max(headings, key=lambda heading: title.closeness(heading.text_content(), named), default=None)


def _days(lines: Sequence[str], until: datetime) -> Iterator[tuple[bool, date] | None]:
    """For each line whether it says when the page was changed, and the day; None for a line that is no date."""
    for before, line in zip(("", *lines), lines, strict=False):
        found = _DAY.search(line) if len(line) <= _LONGEST else None
        label = line[: found.start()].strip() or (before if len(before) <= _LABEL else "") if found else ""
        is_one = found and len(line) - len(found[0]) <= _BESIDE and not _NEITHER.search(label)
        day = try_date_expr(found[0], "%Y-%m-%d", False, _FROM, until) if found and is_one else None
        yield (bool(_CHANGED.search(label)), date.fromisoformat(day)) if day else None


def _lines(texts: Iterator[str], count: int) -> list[str]:
    return list(islice((line for text in texts if (line := " ".join(text.split()))), count))


def _following(element: HtmlElement) -> Iterator[str]:
    """The texts behind an element in the order of the page, up to the end of the body."""
    block = element
    while block is not None and block.tag != "body":
        yield block.tail or ""
        for later in block.itersiblings():
            yield from _texts(later)
            yield later.tail or ""
        block = block.getparent()


def _preceding(element: HtmlElement) -> Iterator[str]:
    """The texts before an element, the nearest first, up to the start of the body."""
    block = element
    while block is not None and block.tag != "body":
        for earlier in block.itersiblings(preceding=True):
            yield earlier.tail or ""
            yield from _texts(earlier, backwards=True)
        block = block.getparent()
        if block is not None:
            yield block.text or ""


def _texts(block: HtmlElement, *, backwards: bool = False) -> Iterator[str]:
    """The texts of a block without those that nobody sees; with a stack, for pages nest deeper than Python calls."""
    stack: list[HtmlElement | str | None] = [block]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif item is not None and item.tag not in _UNSEEN:
            parts = [item.text, *(part for child in item for part in (child, child.tail))]
            stack += parts if backwards else parts[::-1]
