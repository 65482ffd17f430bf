"""Everything that writes to the warehouse besides polls: sources, runs, batches of pages, the published copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from newsledger import warehouse
from newsledger.records import Entity, Host
from newsledger.settings import Settings
from newsledger.sources import SourceList, feeds_of
from newsledger.steps import EXTRACTOR
from newsledger.warehouse import Outcome, open_state

# Another process may hold the file for a moment longer than we wait, a backup of it for instance.
_PAUSE = 5


@task(name="register", retries=2, retry_delay_seconds=_PAUSE, cache_policy=NO_CACHE)
def register(
    settings: Settings, listed: SourceList, known: Sequence[Entity], run: warehouse.Run
) -> tuple[list[Host], bool]:
    """Migrate the warehouse, list sources and entities, note that a run has begun.

    What earlier runs learned of hosts, and whether the entities are others than before."""
    with open_state(settings.state_file, settings.db_wait) as state:
        state.migrate()
        warehouse.register_sources(state, listed.sources, feeds_of(listed.sources))
        is_changed = warehouse.register_entities(state, known, run.started_at)
        warehouse.record_run(state, run)
        return warehouse.known_hosts(state, run.started_at), is_changed


@task(name="load", retries=2, retry_delay_seconds=_PAUSE, cache_policy=NO_CACHE)
def load(settings: Settings, outcomes: Sequence[Outcome], run_id: str, clock: Callable[[], datetime]) -> Counter[str]:
    """Commit some batches of pages in one transaction; loading them again adds nothing."""
    with open_state(settings.state_file, settings.db_wait) as state:
        return warehouse.load(state, outcomes, EXTRACTOR, run_id, clock(), settings.max_attempts)


@task(name="publish", retries=2, retry_delay_seconds=_PAUSE, cache_policy=NO_CACHE)
def publish(settings: Settings, run: warehouse.Run, *, changed: bool) -> None:
    """Note how the run ended; where it changed anything, give analysts a new copy."""
    with open_state(settings.state_file, settings.db_wait) as state:
        warehouse.record_run(state, run)
        state.checkpoint()  # all of it is in the file, and none in its log, when it is copied
    if changed or not settings.published_file.exists():
        warehouse.publish(settings.state_file, settings.published_file)
