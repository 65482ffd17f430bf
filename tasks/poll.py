"""Poll the feeds that are due; each batch commits its entries and feed states together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from newsledger import feeds, steps
from newsledger.batches import batched
from newsledger.fetch import Fetcher
from newsledger.pool import Pool
from newsledger.records import Feed
from newsledger.settings import Settings
from newsledger.warehouse import open_state, record_polls


@task(name="poll", cache_policy=NO_CACHE)
def poll(settings: Settings, fetcher: Fetcher, pool: Pool, run_id: str, clock: Callable[[], datetime]) -> Counter[str]:
    """Counts of the polls made: polled, not_modified, entries_new, quarantined."""
    counts: Counter[str] = Counter()
    with open_state(settings.state_file, settings.db_wait) as warehouse:
        due = {feed.feed_id: feed for feed in (Feed(**row) for row in warehouse.read("due_feeds", now=clock()))}
    responses = fetcher.stream(map(feeds.request_for, due.values()), clock)
    for batch in batched(responses, settings.batch):
        polled = [(due[response.request.key], response) for response in batch]
        polls = steps.digest_responses(pool, polled, clock(), settings.deadline)
        with open_state(settings.state_file, settings.db_wait) as warehouse:
            counts += record_polls(warehouse, polls, run_id, clock())
    return counts
