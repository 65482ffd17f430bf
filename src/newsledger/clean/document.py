"""Seed documents: a title line, a date line, company cards, a `**` line, paragraphs; or Markdown.

The text is the file in NFC with newlines normalised and nothing else changed, so that the offsets of its cards slice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from newsledger.clean import language, markdown
from newsledger.clean.dates import read
from newsledger.records import NO_DATE, Article, Failure, Page, Stamp

_MARKS = re.compile(r"\s*\*\*(?:\s*\*\*)?\s*$")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE_LINE = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:{_MONTH}\s+\d+|\d+\.?\s+{_MONTH}|\d{{4}}[-/]\d|\d+[./-]\d+[./-]\d+)"
    r"(?:[\d\s,:.apmzutc+-]|\bat\b|\b(?:[ecmp][sd]?t|bst|gmt|ces?t|hkt|jst)\b)*",
    re.IGNORECASE,
)
_SURE = 0.9  # of a language; documents are English unless their words say plainly otherwise
_HEAD = 6  # the date stands among the first lines or nowhere


def is_plain(content_type: str | None) -> bool:
    """True for the documents that are read here; HTML is read as the pages are."""
    return (content_type or "").startswith(("text/plain", markdown.TYPE))


def clean(page: Page, body: bytes, cleaner: str) -> Article | Failure:
    """The document as an article, or a failure `unreadable` (not UTF-8) or `no_text` (no paragraph in it)."""
    try:
        text = unicodedata.normalize("NFC", as_given(body))
    except UnicodeDecodeError as error:
        return _failure(page, "unreadable", f"not UTF-8: {error}")
    is_markdown = (page.content_type or "").startswith(markdown.TYPE)
    title, stamp = (markdown_head if is_markdown else head)(text, page.timezone)
    if not (markdown.has_body if is_markdown else _has_body)(text):
        return _failure(page, "no_text", "no paragraph after the title and the cards")
    spoken, confidence = language.of(_prose(text), page.language)
    is_sure = confidence is not None and confidence >= _SURE
    return Article(
        page=page,
        url=page.url,
        title=title,
        text=text,
        published=stamp,
        language=spoken if is_sure else page.language or "en",
        language_confidence=confidence if is_sure else None,
        cleaner=cleaner,
        text_origin="document",
    )


def as_given(body: bytes) -> str:
    """The text of a document's bytes, its newlines \\n. Raises UnicodeDecodeError where they are not UTF-8."""
    return body.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def head(text: str, timezone: str | None) -> tuple[str | None, Stamp]:
    """Title and date of a document; reasons `no_date` without a date line, `unreadable_date` where it is no date."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_HEAD]
    title = _MARKS.sub("", lines[0]) if lines else None
    return title, date_of(lines[1:], timezone)


def markdown_head(text: str, timezone: str | None) -> tuple[str | None, Stamp]:
    """Title and date of a Markdown document, with the same reasons."""
    found = markdown.head(text)
    return found.title, read_date(found.date, timezone) if found.date else date_of(found.lines, timezone)


def date_of(lines: Iterable[str], timezone: str | None) -> Stamp:
    """The date of the first line that is nothing but one."""
    dated = next((line for line in lines if _DATE_LINE.fullmatch(line)), None)
    return NO_DATE if dated is None else read_date(dated, timezone)


def read_date(text: str, timezone: str | None) -> Stamp:
    """A date as a document prints it, with a clock to the minute or without."""
    stamp = read(text, "document", timezone, None)
    return replace(stamp, precision="minute") if stamp.at and stamp.day else stamp


def _prose(text: str) -> str:
    """The paragraphs: cards and headings are names and numbers, of no language."""
    return "\n".join(line for line in text.split("\n") if len(line.split()) >= 12)


def _has_body(text: str) -> bool:
    """Paragraphs follow the `**` line that ends the cards; without one, they follow the title."""
    lines = text.strip().split("\n")
    ends = [i for i, line in enumerate(lines) if line.strip() == "**"]
    rest = lines[ends[0] + 1 :] if ends else [line for line in lines[1:] if not _DATE_LINE.fullmatch(line.strip())]
    return any(len(line.split()) >= 5 for line in rest)


def _failure(page: Page, reason: str, detail: str) -> Failure:
    return Failure("clean", page.key, reason, detail, raw_hash=page.raw_hash, source=page.source)
