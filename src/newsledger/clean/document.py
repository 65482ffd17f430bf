"""Seed documents: a title line, a date line, company cards, a `**` line, paragraphs.

The text is the file with newlines normalised and nothing else changed, so that the offsets of its cards slice."""

from __future__ import annotations

import re
from dataclasses import replace

from newsledger.clean.dates import read
from newsledger.records import NO_DATE, Article, Failure, Page, Stamp

_MARKS = re.compile(r"\s*\*\*(?:\s*\*\*)?\s*$")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE_LINE = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:{_MONTH}\s+\d+|\d+\.?\s+{_MONTH}|\d{{4}}[-/]\d|\d+[./-]\d+[./-]\d+)"
    r"[\d\s,:.apmzutc+-]*",
    re.IGNORECASE,
)
_HEAD = 6  # the date stands among the first lines or nowhere


def clean(page: Page, body: bytes, cleaner: str) -> Article | Failure:
    """The document as an article, or a failure `unreadable` (not UTF-8) or `no_text` (no paragraph in it)."""
    try:
        text = body.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return _failure(page, "unreadable", f"not UTF-8: {error}")
    title, stamp = head(text, page)
    if not _has_body(text):
        return _failure(page, "no_text", "no paragraph after the title and the cards")
    return Article(page, page.url, title, text, (), stamp, NO_DATE, page.language or "en", cleaner)


def head(text: str, page: Page) -> tuple[str | None, Stamp]:
    """Title and date of a document; reasons `no_date` without a date line, `unreadable_date` where it is no date."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_HEAD]
    title = _MARKS.sub("", lines[0]) if lines else None
    dated = next((line for line in lines[1:] if _DATE_LINE.fullmatch(line)), None)
    if dated is None:
        return title, NO_DATE
    stamp = read(dated, "document", page.timezone, None)
    return title, replace(stamp, precision="minute") if stamp.at else stamp


def _has_body(text: str) -> bool:
    """Paragraphs follow the `**` line that ends the cards; without one, they follow the title."""
    lines = text.strip().split("\n")
    ends = [i for i, line in enumerate(lines) if line.strip() == "**"]
    rest = lines[ends[0] + 1 :] if ends else [line for line in lines[1:] if not _DATE_LINE.fullmatch(line.strip())]
    return any(len(line.split()) >= 5 for line in rest)


def _failure(page: Page, reason: str, detail: str) -> Failure:
    return Failure("clean", page.key, reason, detail, raw_hash=page.raw_hash, source=page.source)
