"""Poll the feeds that are due; each batch commits its entries and feed states together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from prefect import task
from prefect.cache_policies import NO_CACHE

from newsledger import feeds, steps
from newsledger.batches import batched
from newsledger.fetch import Fetcher
from newsledger.pool import Pool
from newsledger.records import Feed, Member, Request, Response
from newsledger.settings import Settings
from newsledger.warehouse import feed_of, open_state, record_polls

Lead = tuple[Feed, Request]  # a request to make, and the state of the feed that it is for


@task(name="poll", cache_policy=NO_CACHE)
def poll(settings: Settings, fetcher: Fetcher, pool: Pool, run_id: str, clock: Callable[[], datetime]) -> Counter[str]:
    """Counts of the polls made: polled, not_modified, entries_new, feeds_failed, quarantined."""
    with open_state(settings.state_file, settings.db_wait) as warehouse:
        due = [feed_of(row) for row in warehouse.read("due_feeds", now=clock())]
    ask = partial(_ask, settings, fetcher, pool, run_id, clock)
    counts, found, indexes = ask([(feed, feeds.request_for(feed, clock())) for feed in due])
    more, _, others = ask(found)  # a page names its feed, and a feed may be an index of sitemaps
    parts, _, _ = ask(_members_due(settings, {**indexes, **others}, clock()), is_part=True)
    return counts + more + parts


def _ask(
    settings: Settings,
    fetcher: Fetcher,
    pool: Pool,
    run_id: str,
    clock: Callable[[], datetime],
    leads: Iterable[Lead],
    is_part: bool = False,
) -> tuple[Counter[str], list[Lead], dict[Feed, Sequence[Member]]]:
    """Make the requests, commit what they come to a batch at a time; what was found, and the members of indexes."""
    counts, found, indexes = Counter[str](), list[Lead](), dict[Feed, Sequence[Member]]()
    asked = {(request.key, request.url): feed for feed, request in leads}
    responses = fetcher.stream([request for _, request in leads], clock)
    for batch in batched(responses, settings.batch):
        polled = [(asked[_asked(response)], response) for response in batch]
        polls = steps.digest_responses(pool, polled, clock(), settings.deadline, is_part)
        with open_state(settings.state_file, settings.db_wait) as warehouse:
            counts += record_polls(warehouse, polls, fetcher.take_changed_hosts(), run_id, clock())
        found += [(one.feed, request) for one in polls for request in one.follow]
        indexes |= {one.feed: one.members for one in polls if one.members}
    return counts, found, indexes


def _members_due(settings: Settings, indexes: Mapping[Feed, Sequence[Member]], now: datetime) -> list[Lead]:
    if not indexes:
        return []
    with open_state(settings.state_file, settings.db_wait) as warehouse:
        rows = warehouse.read("members_read", feeds=[feed.feed_id for feed in indexes])
    read = {row["url"]: row["read_at"] for row in rows}
    requests = [(feed, feeds.requests_for_members(feed, members, read, now)) for feed, members in indexes.items()]
    return [(feed, request) for feed, due in requests for request in due]


def _asked(response: Response) -> tuple[str, str]:
    return response.request.key, response.request.url
