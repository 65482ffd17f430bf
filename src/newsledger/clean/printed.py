"""The line that `newsledger clean` prints for a page."""

from __future__ import annotations

from typing import Any

from newsledger.records import Article, Failure


def line(name: str, result: Article | Failure) -> dict[str, Any]:
    """One JSON object: id, url, title, authors, published, date, language, text, failure (a reason code or null)."""
    if isinstance(result, Failure):
        empty = dict.fromkeys(("url", "title", "authors", "published", "date", "language", "text"))
        return {"id": name, **empty, "failure": result.reason}
    stamp = result.published
    printed = stamp.at if stamp.precision in ("second", "minute") else stamp.day
    return {
        "id": name,
        "url": result.url,
        "title": result.title,
        "authors": list(result.authors),
        "published": printed.isoformat() if printed else None,
        "date": stamp.day.isoformat() if stamp.day else None,
        "language": result.language,
        "text": result.text,
        "failure": None,
    }
