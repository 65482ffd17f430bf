"""One pass over everything that is due.

    sources.yaml --> register ---------------------------------------------.
                         |                                                  |
    feeds that are due --> poll --> ledger.entries (pending)                |
                                        |                                   v
    articles of pending entries --> fetch --.                          state.duckdb --> publish --> news.duckdb
                                            |--> clean --> facts --> load --^
    seed documents that changed ------------'

Pages travel in batches. While one batch is fetched, earlier ones are cleaned and read in worker processes, and those
before them are loaded; the working file is held only while something is committed. Whatever a kill interrupts is still
pending in the ledger.
"""

from __future__ import annotations

import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact
from prefect.futures import PrefectFuture
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import opaque, quote

from newsledger import entities, network
from newsledger import settings as environment
from newsledger import sources as seeds
from newsledger.counts import is_failing, summary
from newsledger.errors import WarehouseError
from newsledger.facts import Roster
from newsledger.fetch import Fetcher
from newsledger.pool import Pool, collecting_less
from newsledger.records import Entity, Fetched
from newsledger.settings import Settings
from newsledger.warehouse import Outcome, Run, outcomes_of
from tasks import clean, facts, fetch, load, poll

Batch = tuple[list[Fetched], PrefectFuture[Any], PrefectFuture[Any]]
_RUNNER: Any = ThreadPoolTaskRunner(max_workers=16)  # one thread a batch that waits for the process pool


@flow(name="ingest", task_runner=_RUNNER, validate_parameters=False)
def ingest(
    sources: str | None = None,
    limit: int | None = None,
    home: str | None = None,
    documents: bool = True,
    feeds: bool = True,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Poll, fetch, clean, extract, load, publish; returns the run's counts and what failed of it.

    `limit` is the most articles to fetch; `now` (aware) stands in for the clock. Raises SourcesError before anything
    is fetched."""
    settings = environment.load(home=home, sources=sources)
    listed, known = seeds.load(settings.sources), entities.load(settings.entities_file)
    with ExitStack() as stack:
        stack.enter_context(_only_run(settings))
        stack.enter_context(collecting_less())
        return _run(settings, listed, known, stack, limit, documents, feeds, _clock(now))


def _run(
    settings: Settings,
    listed: seeds.SourceList,
    known: Sequence[Entity],
    stack: ExitStack,
    limit: int | None,
    documents: bool,
    feeds: bool,
    clock: Callable[[], datetime],
) -> dict[str, Any]:
    started, run = time.monotonic(), Run(str(uuid.uuid4()), "ingest", clock())
    hosts, is_changed = load.register(settings, listed, known, run)
    pool = stack.enter_context(Pool(settings.workers, memory=settings.worker_memory))
    fetcher = stack.enter_context(Fetcher(network.limits(settings), hosts))
    counts: Counter[str] = Counter(sources=len(listed.sources))
    pages: list[Iterable[list[Fetched]]] = []
    if documents:
        pages.append(fetch.documents(settings, listed.documents, clock))
    if feeds:
        counts += poll.poll(settings, fetcher, pool, run.run_id, clock)
        pages.append(fetch.fetch(settings, fetcher, limit, run.run_id, clock))
    roster = Roster(entities.surfaces(known))
    counts += _drain(settings, pool, chain.from_iterable(pages), roster, run.run_id, clock)
    report = summary(run.run_id, counts, time.monotonic() - started)
    load.publish(
        settings, run.ended(clock(), report), changed=is_changed or any(counts[name] for name in ("polled", "pages"))
    )
    create_table_artifact([report], key="ingest", description="What the run did.")
    get_run_logger().info("%s", report)
    about = {name: counts[name] for name in ("feeds_failed", "pages_lost")}
    return {**report, **about, "is_failing": is_failing(counts, settings.tolerate)}


def _drain(
    settings: Settings,
    pool: Pool,
    batches: Iterable[list[Fetched]],
    roster: Roster,
    run_id: str,
    clock: Callable[[], datetime],
) -> Counter[str]:
    listed: Any = quote(roster)
    counts: Counter[str] = Counter()  # batches go quoted or opaque, or Prefect would search every fact for futures
    waiting: deque[Batch] = deque()
    commit = partial(_commit, settings, run_id, clock)
    ahead = 2 * settings.workers  # batches left in the pool while others are loaded, so that it never runs dry
    for fetched in batches:
        articles: Any = clean.clean.submit(settings, pool, quote(fetched))
        read: Any = facts.facts.submit(settings, pool, opaque(articles), listed)
        waiting.append((fetched, articles, read))
        if sum(len(batch[0]) for batch in waiting) >= settings.load_every + ahead * settings.batch:
            counts += commit([waiting.popleft() for _ in range(len(waiting) - ahead)])
    if len(waiting) > 2 * ahead:  # loading most of them falls into the time that the last ones take
        counts += commit([waiting.popleft() for _ in range(len(waiting) - settings.workers)])
    return counts + commit(list(waiting)) if waiting else counts


def _commit(settings: Settings, run_id: str, clock: Callable[[], datetime], batches: list[Batch]) -> Counter[str]:
    outcomes: list[Outcome] = []
    for fetched, articles, extractions in batches:
        outcomes += outcomes_of(fetched, articles.result(), extractions.result())
    counts: Counter[str] = load.load(settings, quote(outcomes), run_id, clock)
    return counts


def _only_run(settings: Settings) -> AbstractContextManager[object]:
    settings.home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(Path(settings.home) / "ingest.lock", timeout=settings.run_wait)
    try:
        return lock.acquire()
    except Timeout:
        raise WarehouseError(f"{lock.lock_file}: another run has held it for {settings.run_wait:g} s") from None


def _clock(now: datetime | None) -> Callable[[], datetime]:
    return (lambda: now) if now else (lambda: datetime.now(UTC))
