"""Markup in feeds: titles made plain text, relative links in bodies made absolute."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

# Tags that publishers put into titles; any other <word> in a title is taken for what the publisher meant to say.
_TITLE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|mark|nobr|p|q|s|small|span|strike|strong|sub|sup|"
    r"time|tt|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
LONGEST = 4096  # characters of a title or a name: nobody's is longer, and what follows would only cost time
_ANY_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_LINK = re.compile(
    r"""(<[a-zA-Z][^<>]*?\s(?:href|src|cite|poster|action|background|longdesc|data)\s*=\s*)(["'])"""
    r"""(?![a-zA-Z][a-zA-Z0-9+.-]*:|\#)([^"'<>]+)\2"""
)


# What every such link begins with, told apart from "=" backwards: a search for one character is ten times as fast.
_MAYBE_LINK = re.compile(
    r"""=(?:(?<=href=)|(?<=src=)|(?<=cite=)|(?<=poster=)|(?<=action=)|(?<=background=)|(?<=longdesc=)|(?<=data=)|(?<=\s=))"""
    r"""\s*["'](?![a-zA-Z][a-zA-Z0-9+.-]*:|\#)"""
)


def plain(markup: str | None) -> str | None:
    """Markup as one line of text: tags out, entities read once, white space collapsed; None when nothing is left."""
    return one_line(html.unescape(_ANY_TAG.sub(" ", markup[:LONGEST]))) if markup else None


def title(text: str | None, *, is_html: bool, is_literal: bool = False) -> str | None:
    """A title as plain text. `is_html` where the feed says markup, `is_literal` where it promises there is none."""
    text = (text or "")[:LONGEST]
    if is_literal:
        return one_line(text)
    if is_html:
        return one_line(html.unescape(_ANY_TAG.sub("", text)))
    return one_line(_TITLE_TAG.sub("", text))


def one_line(text: str | None) -> str | None:
    """White space collapsed; None for nothing."""
    return " ".join(text.split()) or None if text else None


def absolute_links(markup: str | None, base: str) -> str | None:
    """`markup` with the relative addresses in its attributes resolved against `base`."""
    if not markup or not _MAYBE_LINK.search(markup):
        return markup
    return _LINK.sub(lambda found: f"{found[1]}{found[2]}{_join(base, found[3])}{found[2]}", markup)


def _join(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return reference
