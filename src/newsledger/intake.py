"""From a pending entry or a seed document to a page in the raw store: what lies between fetching and cleaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newsledger import ids, raw
from newsledger.records import Document, Failure, Fetched, Page, Request, Response
from newsledger.sources import document_type, read_document
from newsledger.warehouse.rows import stamp_of

Pending = Mapping[str, Any]  # a row of warehouse/reads/pending_entries.sql


def request_for(pending: Pending) -> Request:
    """The request for a pending entry's article, always unconditional, robots.txt willing."""
    return Request(key=pending["entry_id"], url=pending["url"], obeys_robots=True)


def keep(pending: Pending, content: str | None, response: Response, raw_dir: Path) -> Fetched:
    """Store what was fetched for an entry; anything but a 2xx answer's body is a failure with its reason.

    `content` is the article as its feed gave it, if it did."""
    light = replace(response, body=None)
    if response.outcome != "ok" or response.body is None:
        reason = response.reason or "unexpected_304"
        failure = Failure("fetch", pending["url"], reason, response.detail, source=pending["source"])
        return Fetched(pending["url"], failure, light, pending["canonical_url"])
    about = {
        "url": response.final_url,
        "headers": dict(response.headers),
        "fetched_at": response.requested_at.isoformat(),
    }
    raw_hash = raw.put(raw_dir, response.body, about)
    return Fetched(pending["url"], _page(pending, content, light, raw_hash), light, pending["canonical_url"])


def documents(listed: Sequence[Document], known: Mapping[str, str], raw_dir: Path, now: datetime) -> Iterator[Fetched]:
    """Seed documents as pages; one whose bytes are the `known` (key -> raw hash) was read or refused before and is passed
    over."""
    for document in listed:
        body = read_document(document)
        if isinstance(body, Failure):
            yield Fetched(document.key, body)
        elif known.get(document.key) != ids.sha256(body):
            about = {"url": document.key, "headers": {}, "fetched_at": now.isoformat()}
            raw_hash = raw.put(raw_dir, body, about)
            yield Fetched(document.key, document_page(document.key, raw_hash, document.source, now))


def document_page(key: str, raw_hash: str, source: str | None = None, now: datetime | None = None) -> Page:
    """The page of a seed document; what kind it is stands in its name."""
    return Page(key=key, url=key, raw_hash=raw_hash, content_type=document_type(key), fetched_at=now, source=source)


def _page(pending: Pending, content: str | None, response: Response, raw_hash: str) -> Page:
    return Page(
        key=pending["url"],
        url=response.final_url,
        raw_hash=raw_hash,
        content_type=response.headers.get("content-type"),
        fetch_id=response.fetch_id,
        fetched_at=response.requested_at,
        source=pending["source"],
        language=pending["language"],
        timezone=pending["timezone"],
        entry_id=pending["entry_id"],
        feed_title=pending["title"],
        feed_content=content,
        published=stamp_of(dict(pending)),
    )
