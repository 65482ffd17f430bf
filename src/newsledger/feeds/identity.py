"""From drafts to entries: who an entry is within its feed, where it lives, when it was published.

Identity is the guid; guid and URL where the feed repeats the guid; else the canonical URL; else a hash of the content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from newsledger import ids, urls
from newsledger.feeds.dates import read_date
from newsledger.feeds.shapes import Draft, ParsedEntry
from newsledger.records import NO_DATE, Stamp

UPDATED = ("updated",)


def entries(
    drafts: Iterable[Draft], base: str, *, language: str | None, timezone: str | None
) -> tuple[ParsedEntry, ...]:
    """The entries of a feed, in its order. `base` is where its relative addresses start."""
    drafts = list(drafts)
    repeats = Counter(draft.guid for draft in drafts if draft.guid)
    return tuple(_entry(draft, repeats, base, language, timezone) for draft in drafts)


def _entry(draft: Draft, repeats: Counter[str], base: str, language: str | None, timezone: str | None) -> ParsedEntry:
    url = absolute(draft.url, base)
    stamps = [(name, read_date(text, timezone=timezone, language=language)) for name, text in draft.dates]
    source, published = _published(stamps)
    return ParsedEntry(
        identity=_identity(draft, url, repeats),
        url=url,
        title=draft.title,
        summary=draft.summary,
        content=draft.content,
        authors=draft.authors,
        published=published,
        updated=next((stamp for name, stamp in stamps if name in UPDATED), NO_DATE),
        date_source=source,
    )


def _identity(draft: Draft, url: str | None, repeats: Counter[str]) -> str:
    if draft.guid and repeats[draft.guid] == 1:
        return draft.guid
    if draft.guid:
        return f"{draft.guid} {url or _content_hash(draft)}"
    return urls.canonical(url) if url else _content_hash(draft)


def _content_hash(draft: Draft) -> str:
    return ids.text_hash("\0".join((draft.title or "", draft.summary or "", draft.content or "")))


def _published(stamps: list[tuple[str, Stamp]]) -> tuple[str | None, Stamp]:
    """The first date that can be read; else the first one's reason for being none."""
    readable = next(((name, stamp) for name, stamp in stamps if stamp.reason is None), None)
    return readable or (None, stamps[0][1] if stamps else NO_DATE)


def absolute(url: str | None, base: str) -> str | None:
    """An http(s) address made absolute, else None."""
    if not url or not url.strip():
        return None
    try:
        full = urls.resolve(base, url)
    except ValueError:
        return None
    return full if urls.is_http(full) else None
