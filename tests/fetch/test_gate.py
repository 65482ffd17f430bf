"""Politeness and its price: how much is open on a host, how far apart requests start, and who waits for whom."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from newsledger.fetch import Fetcher, Limits
from newsledger.records import Request
from tests.web.hostile import HostileSite, answer, redirect


@pytest.fixture
def hosts() -> Iterator[list[HostileSite]]:
    """Six hosts."""
    with ExitStack() as stack:
        yield [stack.enter_context(HostileSite()) for _ in range(6)]


def fetcher(hosts: list[HostileSite], **limits: Any) -> Fetcher:
    given = {"host_delay": 0, "timeout": 5, "retries": 0, "allow_private": frozenset(host.origin for host in hosts)}
    return Fetcher(Limits("ledgerbot/1 (test)", **(given | limits)))


def now() -> datetime:
    return datetime.now(UTC)


def pages(host: HostileSite, count: int, seconds: float) -> list[Request]:
    """Requests for pages of a host that each take so long."""
    return [Request(f"{host.port}/{n}", host.serve(f"/{n}", seconds, answer(b"page"))) for n in range(count)]


def gaps(host: HostileSite) -> list[float]:
    """Seconds between the requests that a host got."""
    return [later - earlier for earlier, later in pairwise(sorted(asked.at for asked in host.asked))]


@pytest.mark.parametrize("per_host", [1, 2, 3])
def test_a_host_has_so_many_requests_open_and_no_more(hosts: list[HostileSite], per_host: int) -> None:
    with fetcher(hosts, per_host=per_host) as running:
        answers = list(running.stream(pages(hosts[0], 8, 0.05), now))
    assert [answered.body for answered in answers] == [b"page"] * 8
    assert hosts[0].most_open == per_host


def test_two_streams_share_a_hosts_slots(hosts: list[HostileSite]) -> None:
    requests = pages(hosts[0], 8, 0.05)
    with fetcher(hosts, per_host=2) as running:
        halves = [
            threading.Thread(target=list, args=(running.stream(half, now),)) for half in (requests[:4], requests[4:])
        ]
        for half in halves:
            half.start()
        for half in halves:
            half.join(10)
    assert (len(hosts[0].asked), hosts[0].most_open) == (8, 2)


def test_requests_of_a_host_start_the_delay_apart(hosts: list[HostileSite]) -> None:
    with fetcher(hosts, per_host=2, host_delay=0.15) as running:
        list(running.stream(pages(hosts[0], 5, 0.0), now))
    assert min(gaps(hosts[0])) > 0.1


def test_the_delay_counts_from_start_to_start(hosts: list[HostileSite]) -> None:
    """Pages that take as long as the delay overlap in the host's two slots."""
    with fetcher(hosts, per_host=2, host_delay=0.15) as running:
        list(running.stream(pages(hosts[0], 5, 0.2), now))
    assert min(gaps(hosts[0])) > 0.1
    assert max(gaps(hosts[0])) < 0.2 + 0.15
    assert hosts[0].most_open == 2


def test_hops_within_a_host_keep_its_delay(hosts: list[HostileSite]) -> None:
    host = hosts[0]
    host.serve("/a", redirect("/b"))
    host.serve("/b", redirect("/c"))
    host.serve("/c", answer(b"page"))
    with fetcher(hosts, host_delay=0.15) as running:
        (answered,) = running.stream([Request("a", host.url("/a"))], now)
    assert answered.body == b"page"
    assert min(gaps(host)) > 0.1


def test_a_host_that_many_redirect_to_has_no_more_open(hosts: list[HostileSite]) -> None:
    busy, *others = hosts
    (target,) = pages(busy, 1, 0.05)
    requests = [Request(str(host.port), host.serve("/to", redirect(target.url))) for host in others]
    with fetcher(hosts, per_host=2) as running:
        assert [answered.body for answered in running.stream(requests, now)] == [b"page"] * 5
    assert (len(busy.asked), busy.most_open) == (5, 2)


def test_tries_after_a_failure_keep_the_delay_too(hosts: list[HostileSite]) -> None:
    with fetcher(hosts, host_delay=0.15, retries=2, retry_pause=0.01) as running:
        (answered,) = running.stream([Request("a", hosts[0].serve("/a"))], now)
    assert (answered.reason, len(answered.before), len(hosts[0].asked)) == ("connect", 2, 3)
    assert min(gaps(hosts[0])) > 0.1


def test_a_slow_host_delays_nobody_else(hosts: list[HostileSite]) -> None:
    slow, *others = hosts
    requests = pages(slow, 2, 0.5) + [request for host in others for request in pages(host, 6, 0.0)]
    began = time.monotonic()
    with fetcher(hosts, per_host=1, concurrency=4) as running:
        answers = [(answered.request.key, time.monotonic() - began) for answered in running.stream(requests, now)]
    slow_ones = [at for key, at in answers if key.startswith(f"{slow.port}/")]
    quick_ones = [at for key, at in answers if not key.startswith(f"{slow.port}/")]
    assert len(quick_ones) == 30
    assert max(quick_ones) < min(slow_ones)


def test_a_host_that_waits_for_its_delay_holds_no_place_of_the_others(hosts: list[HostileSite]) -> None:
    patient, quick = hosts[:2]
    patient.serve("/robots.txt", answer(b"User-agent: *\nCrawl-delay: 0.5\n"))
    requests = [replace(request, obeys_robots=True) for request in pages(patient, 2, 0.0)] + pages(quick, 10, 0.02)
    with fetcher(hosts, concurrency=1) as running:
        answers = [found.request.key for found in running.stream(requests, now)]
    assert answers[-1].startswith(f"{patient.port}/")
    assert min(asked.at for asked in patient.asked[2:]) - max(asked.at for asked in quick.asked) > 0.1


@pytest.mark.parametrize("concurrency", [1, 3])
def test_the_cap_over_all_hosts_holds(hosts: list[HostileSite], concurrency: int) -> None:
    most, before, stop = 0, 0, threading.Event()

    def watch() -> None:
        nonlocal most, before  # seen twice running: a count over several hosts may catch one closing and the next opening
        while not stop.wait(0.001):
            now_open = sum(host.open for host in hosts)
            most, before = max(most, min(before, now_open)), now_open

    watcher = threading.Thread(target=watch)
    watcher.start()
    with fetcher(hosts, concurrency=concurrency) as running:
        answers = list(running.stream([page for host in hosts for page in pages(host, 2, 0.06)], now))
    stop.set()
    watcher.join(5)
    assert len(answers) == 12
    assert most == concurrency


def test_a_reader_that_stops_stops_the_fetching(hosts: list[HostileSite], caplog: pytest.LogCaptureFixture) -> None:
    began = time.monotonic()
    with fetcher(hosts, concurrency=2, per_host=2) as running:
        stream = running.stream(pages(hosts[0], 60, 0.05), now)
        assert next(stream).body == b"page"
        stream.close()
        asked = len(hosts[0].asked)
        time.sleep(0.3)
        assert len(hosts[0].asked) <= asked + 2
    gc.collect()
    assert asked <= 8
    assert time.monotonic() - began < 3
    assert not caplog.records  # asyncio logs what was left behind


def test_a_reader_that_is_slow_is_not_run_ahead_of(hosts: list[HostileSite]) -> None:
    with fetcher(hosts, concurrency=2, per_host=2) as running:
        stream = running.stream(pages(hosts[0], 40, 0.0), now)
        next(stream)
        time.sleep(0.5)
        assert len(hosts[0].asked) <= 1 + 2 * 2 + 1
        assert len(list(stream)) == 39


def test_leaving_while_requests_are_open_takes_no_time_and_leaves_nothing_behind(
    hosts: list[HostileSite], caplog: pytest.LogCaptureFixture
) -> None:
    began = time.monotonic()
    with fetcher(hosts) as running:
        stream = running.stream([Request("q", hosts[1].serve("/q", answer(b"page"))), *pages(hosts[0], 2, 5.0)], now)
        assert next(stream).body == b"page"
        stream.close()
    del stream, running
    gc.collect()
    assert time.monotonic() - began < 2
    assert not caplog.records


def test_a_fetcher_streams_more_than_once_and_no_requests_are_no_trouble(hosts: list[HostileSite]) -> None:
    with fetcher(hosts) as running:
        assert list(running.stream([], now)) == []
        for _ in range(3):
            assert [found.body for found in running.stream(pages(hosts[0], 2, 0.0), now)] == [b"page"] * 2
