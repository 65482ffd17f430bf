"""Bring pages in: seed documents from disk, articles of pending entries over the network. Both stream in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from newsledger import intake
from newsledger.batches import batched
from newsledger.fetch import Fetcher
from newsledger.records import Document, Fetched
from newsledger.settings import Settings
from newsledger.steps import CLEANER, EXTRACTOR
from newsledger.warehouse import open_state, record_held


@task(name="documents", cache_policy=NO_CACHE)
def documents(settings: Settings, listed: Sequence[Document], clock: Callable[[], datetime]) -> Iterator[list[Fetched]]:
    """Batches of the seed documents that are new, changed or unreadable."""
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
        held = {response.request.key: response for response in batch if response.outcome == "held"}
        answered = [response for response in batch if response.request.key not in held]
        with open_state(settings.state_file, settings.db_wait) as warehouse:
            put_off = [(pending[key]["canonical_url"], response) for key, response in held.items()]
            record_held(warehouse, put_off, fetcher.take_changed_hosts(), run_id)
            known = warehouse.read("entry_contents", entries=[response.request.key for response in answered])
        contents = {row["entry_id"]: row["content"] for row in known}
        yield [
            intake.keep(pending[key], contents.get(key), response, settings.raw_dir)
            for response in answered
            if (key := response.request.key)
        ]
