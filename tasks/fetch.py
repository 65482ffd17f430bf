"""Bring pages in: seed documents from disk, articles of pending entries over the network. Both stream in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from newsledger import intake
from newsledger.batches import batched
from newsledger.fetch import Fetcher
from newsledger.records import Document, Fetched, Response
from newsledger.settings import Settings
from newsledger.steps import CLEANER, EXTRACTOR
from newsledger.warehouse import open_state, record_held


@task(name="documents", cache_policy=NO_CACHE)
def documents(settings: Settings, listed: Sequence[Document], clock: Callable[[], datetime]) -> Iterator[list[Fetched]]:
    """Batches of the seed documents that are new, changed or unreadable."""
    if not listed:
        return
    with open_state(settings.state_file, settings.db_wait) as warehouse:
        rows = warehouse.read("known_documents", extractor="/".join(EXTRACTOR), cleaner=CLEANER)
    known = {row["key"]: row["raw_hash"] for row in rows}
    yield from batched(intake.documents(listed, known, settings.raw_dir, clock()), settings.batch)


@task(name="fetch", cache_policy=NO_CACHE)
def fetch(
    settings: Settings, fetcher: Fetcher, limit: int | None, run_id: str, clock: Callable[[], datetime]
) -> Iterator[list[Fetched]]:
    """Batches of fetched articles in order of arrival; a slow host holds up nobody else's, a held one is put off."""
    with open_state(settings.state_file, settings.db_wait) as warehouse:
        rows = warehouse.read("pending_entries", now=clock(), limit=limit)
    pending = {row["entry_id"]: row for row in rows}
    for batch in batched(fetcher.stream(map(intake.request_for, pending.values()), clock), settings.batch):
        contents = _note(settings, fetcher, pending, batch, run_id)
        yield [
            intake.keep(pending[r.request.key], contents.get(r.request.key), r, settings.raw_dir)
            for r in batch
            if r.outcome != "held"
        ]


def _note(
    settings: Settings,
    fetcher: Fetcher,
    pending: Mapping[str, intake.Pending],
    batch: Sequence[Response],
    run_id: str,
) -> dict[str, str]:
    """Put off what is held, keep what was learned of hosts; entry id -> what its feed gave of the article.

    Opening the working file costs 15 ms of CPU time, and most batches need nothing of it."""
    put_off = [(pending[r.request.key]["canonical_url"], r) for r in batch if r.outcome == "held"]
    given = [r.request.key for r in batch if r.outcome != "held" and pending[r.request.key]["has_content"]]
    hosts = fetcher.take_changed_hosts()
    if not (put_off or given or hosts):
        return {}
    with open_state(settings.state_file, settings.db_wait) as warehouse:
        record_held(warehouse, put_off, hosts, run_id)
        return {row["entry_id"]: row["content"] for row in warehouse.read("entry_contents", entries=given)}
