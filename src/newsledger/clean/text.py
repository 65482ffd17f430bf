"""The text: trafilatura's cheap pass first, its costly fall-backs only where that pass gives reason to doubt."""

from __future__ import annotations

import unicodedata
from typing import Any

from lxml.html import HtmlElement
from trafilatura import bare_extraction

_SURE = 1200  # characters; shorter texts are where the cheap pass misses most


def extract(tree: HtmlElement, body: str | None) -> str:
    """Clean text of a page: NFC, newlines as \\n, no control characters; "" where there is none.

    `body` is the page's own articleBody: the measure of whether the cheap pass got it all, and the rescue."""
    text = _pass(tree, fast=True)
    if len(text) < _SURE or (body and len(text) < 0.6 * len(body)):
        text = _pass(tree, fast=False) or text
    if body and len(text) < 0.4 * len(body):
        text = body
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")).strip()


def _pass(tree: HtmlElement, *, fast: bool) -> str:
    found: Any = bare_extraction(tree, fast=fast, include_comments=False, with_metadata=False)
    return (found.text or "") if found is not None else ""
