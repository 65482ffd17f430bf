"""What `newsledger feeds parse` prints: one JSON object an entry, or one for a file that is no feed."""

from __future__ import annotations

from typing import Any

from newsledger.feeds.dates import printed
from newsledger.feeds.shapes import ParsedEntry, ParsedFeed
from newsledger.records import Failure


def lines(file: str, parsed: ParsedFeed | Failure) -> list[dict[str, Any]]:
    """The objects to print for `file`, in the feed's order; none for a feed without entries."""
    if isinstance(parsed, Failure):
        return [{"file": file, "failure": parsed.reason}]
    return [_line(file, parsed.format, entry) for entry in parsed.entries]


def _line(file: str, format: str, entry: ParsedEntry) -> dict[str, Any]:
    return {
        "file": file,
        "format": format,
        "id": entry.identity,
        "title": entry.title,
        "url": entry.url,
        "published": printed(entry.published),
        "date_source": entry.date_source,
        "authors": list(entry.authors),
        "summary": entry.summary or entry.content,
    }
