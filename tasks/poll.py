"""Poll the feeds that are due; each batch commits its entries and feed states together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from prefect import task
from prefect.cache_policies import NO_CACHE

from newsledger import feeds, steps
from newsledger.batches import batched
from newsledger.fetch import Fetcher
from newsledger.pool import Pool
from newsledger.records import Feed, Request, Response
from newsledger.settings import Settings
from newsledger.warehouse import feed_of, open_state, record_polls

Lead = tuple[Feed, Request]  # a request to make, and the state of the feed that it is for


@task(name="poll", cache_policy=NO_CACHE)
def poll(settings: Settings, fetcher: Fetcher, pool: Pool, run_id: str, clock: Callable[[], datetime]) -> Counter[str]:
    """Counts of the polls made: polled, not_modified, entries_new, feeds_failed, quarantined."""
    with open_state(settings.state_file, settings.db_wait) as warehouse:
        due = [feed_of(row) for row in warehouse.read("due_feeds", now=clock())]
    ask = partial(_ask, settings, fetcher, pool, run_id, clock)
    counts, leads = ask([(feed, feeds.request_for(feed, clock())) for feed in due])
    more, further = ask(leads["found"])  # a page names its feed, and a feed may be an index of sitemaps
    parts, _ = ask(leads["changed"] + further["changed"], is_part=True)
    return counts + more + parts


def _ask(
    settings: Settings,
    fetcher: Fetcher,
    pool: Pool,
    run_id: str,
    clock: Callable[[], datetime],
    leads: Iterable[Lead],
    is_part: bool = False,
) -> tuple[Counter[str], dict[str, list[Lead]]]:
    """Make the requests, commit what they come to a batch at a time; what they lead on to, by outcome."""
    counts, further = Counter[str](), defaultdict[str, list[Lead]](list)
    asked = {(request.key, request.url): feed for feed, request in leads}
    responses = fetcher.stream([request for _, request in leads], clock)
    for batch in batched(responses, settings.batch):
        polled = [(asked[_asked(response)], response) for response in batch]
        polls = steps.digest_responses(pool, polled, clock(), settings.deadline, is_part)
        with open_state(settings.state_file, settings.db_wait) as warehouse:
            counts += record_polls(warehouse, polls, fetcher.take_changed_hosts(), run_id, clock())
        for one in polls:
            further[one.outcome] += [(one.feed, request) for request in one.follow]
    return counts, further


def _asked(response: Response) -> tuple[str, str]:
    return response.request.key, response.request.url
