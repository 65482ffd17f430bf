"""A poll killed at any moment between a feed's answer and its load loses no entry: a dozen kills, then one whole run."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from newsledger.warehouse import open_state
from tests import children
from tests.running import Home
from tests.web.pages import Story, rss
from tests.web.site import NewsSite

KILLS, FEEDS, FEWEST = 12, 6, 30
START = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


def _now(day: int) -> datetime:
    """A clock that stands still for a round; a day and a half later everything is due."""
    return START + day * timedelta(hours=36)


def _poll(sources: Path, home: Path, day: int) -> None:
    """Register and poll as the flow does, in a process that will not live to see the end of it."""
    from newsledger import settings as environment
    from newsledger import sources as seeds
    from newsledger.fetch import Fetcher, Limits
    from newsledger.pool import Pool
    from newsledger.warehouse import Run
    from tasks import load, poll

    settings = environment.load(home=home, sources=sources, batch=2)
    limits = Limits(settings.user_agent, host_delay=0, allow_private=settings.private_hosts)
    load.register.fn(settings, seeds.load(sources), [], Run(f"run-{day}", "ingest", _now(day)))
    with Pool(1) as pool, Fetcher(limits) as fetcher:
        poll.poll.fn(settings, fetcher, pool, f"run-{day}", lambda: _now(day))


def _publish(site: NewsSite, names: list[str], day: int) -> None:
    """Every feed has a story more than the day before."""
    for name in names:
        stories = [Story(f"{name}/{i}", f"{name} {i}", "Sam Adeyemi", "2026-03-05", ()) for i in range(FEWEST + day)]
        site.serve(name, rss(stories, site.url("")), "application/rss+xml", delay=0.02)


def _start(site: NewsSite, names: list[str], home: Home, day: int) -> ForkServerProcess:
    """A poll of that day, at the moment of its first request."""
    _publish(site, names, day)
    child = children.child(_poll, home.sources, home.path, day)
    asked = len(site.asked)
    child.start()
    while len(site.asked) == asked and child.is_alive():
        time.sleep(0.002)
    return child


def _entries(home: Home) -> dict[datetime, set[int]]:
    """How many entries the feeds have that were last read at a time."""
    found: dict[datetime, set[int]] = {}
    if (home.path / "state.duckdb").exists():
        with open_state(home.path / "state.duckdb", 10) as warehouse:
            rows = warehouse.table("SELECT changed_at, count_entries FROM main.feed_health").to_pylist()
        for row in (row for row in rows if row["changed_at"]):
            found.setdefault(row["changed_at"].replace(tzinfo=UTC), set()).add(row["count_entries"])
    return found


def _is_whole(entries: dict[datetime, set[int]]) -> bool:
    """A feed that says when it was read has all that it served then, and nothing of what it served later."""
    return all(counts == {FEWEST + (at - START) // timedelta(hours=36)} for at, counts in entries.items())


def test_a_dozen_kills_lose_nothing(site: NewsSite, home: Home) -> None:
    names = [f"/feed{number}.xml" for number in range(FEEDS)]
    site.sources_yaml(home.sources, *names)
    chance, killed, day = random.Random(20), 0, 0
    while killed < KILLS and day < 3 * KILLS:  # a poll that was over before its time to die does not count
        child = _start(site, names, home, day)
        child.join(chance.uniform(0, 0.6))
        killed += child.is_alive()
        child.kill()
        child.join(60)
        assert _is_whole(_entries(home))
        day += 1
    assert killed == KILLS
    _start(site, names, home, day).join(60)
    assert _entries(home) == {_now(day): {FEWEST + day}}
