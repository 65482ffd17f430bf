"""What hosts wish and what is remembered of it: robots.txt, hold-offs, tries. Slots and delays are in test_gate."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from newsledger.fetch import Fetcher, Limits
from newsledger.records import Host, Request, Response
from tests.web.hostile import HostileSite, answer, redirect

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[HostileSite]:
    with HostileSite() as running:
        yield running


def _limits(*servers: HostileSite, **given: Any) -> Limits:
    limits: dict[str, Any] = {"timeout": 3.0, "host_delay": 0, "retries": 0}
    allowed = frozenset(server.origin for server in servers)
    return Limits("newsledger/1", **{**limits, "allow_private": allowed, **given})


def _all(limits: Limits, urls: list[str], known: tuple[Host, ...] = (), **request: Any) -> list[Response]:
    with Fetcher(limits, known) as fetcher:
        return list(fetcher.stream([Request(url, url, **request) for url in urls], lambda: NOW))


def _count(server: HostileSite, path: str) -> int:
    return sum(one.path == path for one in server.asked)


def test_robots_txt_is_asked_once_and_its_delay_is_kept(server: HostileSite) -> None:
    server.serve("/robots.txt", answer(b"User-agent: *\nCrawl-delay: 0.3\nDisallow: /no\n"))
    urls = [server.serve(path, answer(b"x")) for path in ("/a", "/no", "/b")]
    found = {r.request.url: r for r in _all(_limits(server), urls, obeys_robots=True)}
    assert [found[url].outcome for url in urls] == ["ok", "failed", "ok"]
    assert (found[urls[1]].reason, found[urls[1]].is_sent) == ("robots_disallowed", False)
    assert _count(server, "/robots.txt") == 1
    assert [before.request.url for r in found.values() for before in r.before] == [f"http://{server.origin}/robots.txt"]
    starts = sorted(one.at for one in server.asked if one.path != "/robots.txt")
    assert starts[1] - starts[0] >= 0.28


def test_a_crawl_delay_has_a_ceiling(server: HostileSite) -> None:
    server.serve("/robots.txt", answer(b"User-agent: *\nCrawl-delay: 86400\n"))
    urls = [server.serve(path, answer(b"x")) for path in ("/a", "/b")]
    began = time.monotonic()
    _all(_limits(server, max_crawl_delay=0.2), urls, obeys_robots=True)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("script", "outcome", "reason"),
    [
        ((answer(status="404 No"),), "ok", None),
        ((answer(status="403 No"),), "ok", None),
        ((answer(status="500 Oh"),), "failed", "robots_unreachable"),
        ((answer(status="503 Oh"),), "failed", "robots_unreachable"),
        ((5.0,), "failed", "robots_unreachable"),
        ((b"",), "failed", "robots_unreachable"),
    ],
)
def test_what_robots_txt_answers_decides(
    server: HostileSite, script: tuple[bytes | float, ...], outcome: str, reason: str | None
) -> None:
    server.serve("/robots.txt", *script)
    (response,) = _all(_limits(server, timeout=0.5), [server.serve("/a", answer(b"x"))], obeys_robots=True)
    assert (response.outcome, response.reason) == (outcome, reason)
    assert _count(server, "/a") == (outcome == "ok")


def test_a_redirect_to_another_host_asks_its_robots_txt(server: HostileSite) -> None:
    with HostileSite() as other:
        other.serve("/robots.txt", answer(b"User-agent: *\nDisallow: /\n"))
        away = other.serve("/b", answer(b"x"))
        url = server.serve("/a", redirect(away))
        (response,) = _all(_limits(server, other), [url], obeys_robots=True)
        assert (response.reason, response.is_sent, _count(other, "/b")) == ("robots_disallowed", True, 0)


def test_an_answer_that_holds_keeps_the_rest_unasked(server: HostileSite) -> None:
    held = answer(b"", "Retry-After: 600", status="429 Slow")
    urls = [server.serve(f"/{i}", 0.1, held) for i in range(6)]
    responses = _all(_limits(server), urls)
    asked = [r for r in responses if r.is_sent]
    assert len(asked) == len(server.asked) <= 2
    assert {r.outcome for r in responses if not r.is_sent} == {"held"}
    assert {r.not_before for r in responses} == {NOW + timedelta(minutes=10)}


def test_nobody_waits_in_line_for_a_held_host(server: HostileSite) -> None:
    until = NOW + timedelta(minutes=1)
    held = Host(f"http://{server.origin}", "127.0.0.1", not_before=until, not_before_reason="http_429")
    began = time.monotonic()
    responses = _all(
        _limits(server, host_delay=1.0), [server.serve(f"/{i}", answer(b"x")) for i in range(200)], (held,)
    )
    assert ({r.outcome for r in responses}, server.asked) == ({"held"}, [])
    assert time.monotonic() - began < 5


def test_what_earlier_runs_learned_is_kept(server: HostileSite) -> None:
    url, origin = server.serve("/a", answer(b"x")), f"http://{server.origin}"
    host = Host(origin, "127.0.0.1", "User-agent: *\nDisallow: /a", 200, NOW - timedelta(hours=23))
    (response,) = _all(_limits(server), [url], (host,), obeys_robots=True)
    assert (response.reason, server.asked) == ("robots_disallowed", [])
    until = NOW + timedelta(minutes=1)
    elsewhere = Host("https://127.0.0.1:1", "127.0.0.1", not_before=until, not_before_reason="http_503")
    (response,) = _all(_limits(server), [url], (elsewhere,))
    assert (response.outcome, response.not_before, server.asked) == ("held", until, [])
    late = Host(origin, "127.0.0.1", "", 200, NOW - timedelta(hours=25))
    with Fetcher(_limits(server), (late,)) as fetcher:
        list(fetcher.stream([Request("k", url, obeys_robots=True)], lambda: NOW))
        (learned,) = fetcher.take_changed_hosts()
        assert fetcher.take_changed_hosts() == []
    assert (learned.origin, learned.robots_status, learned.robots_at) == (origin, 404, NOW)


def test_a_broken_connection_is_tried_twice_more_with_longer_pauses(server: HostileSite) -> None:
    (response,) = _all(_limits(server, retries=2, retry_pause=0.2), [server.serve("/a", b"")])
    assert (response.reason, len(response.before), len(server.asked)) == ("connect", 2, 3)
    first, second, third = (one.at for one in server.asked)
    assert second - first >= 0.2
    assert third - second >= 0.4


@pytest.mark.parametrize("status", ["404 No", "410 Gone", "429 Slow", "500 Oh", "503 Busy"])
def test_what_the_server_means_is_not_asked_again(server: HostileSite, status: str) -> None:
    _all(_limits(server, retries=2, retry_pause=0), [server.serve("/a", answer(status=status))])
    assert len(server.asked) == 1


def test_a_robots_txt_behind_a_held_host_keeps_us_away(server: HostileSite) -> None:
    with HostileSite() as other:
        until = NOW + timedelta(minutes=5)
        server.serve("/robots.txt", redirect(f"http://localhost:{other.port}/robots.txt"))
        held = Host(f"http://localhost:{other.port}", "localhost", not_before=until, not_before_reason="http_429")
        limits = _limits(server, allow_private=frozenset({server.origin, f"localhost:{other.port}"}))
        (response,) = _all(limits, [server.serve("/a", answer(b"secret"))], (held,), obeys_robots=True)
        assert (response.outcome, response.not_before, _count(server, "/a")) == ("held", until, 0)


def test_a_robots_txt_that_says_429_allows_nothing(server: HostileSite) -> None:
    server.serve("/robots.txt", answer(b"", "Retry-After: 60", status="429 Slow"))
    with Fetcher(_limits(server)) as fetcher:
        request = Request("k", server.serve("/a", answer(b"x")), obeys_robots=True)
        (first,) = fetcher.stream([request], lambda: NOW)
        (later,) = fetcher.stream([request], lambda: NOW + timedelta(minutes=2))
    assert (first.outcome, first.is_sent, [one.status for one in first.before]) == ("held", False, [429])
    assert (later.outcome, _count(server, "/robots.txt")) == ("held", 2)  # asked again, not taken for a yes


def test_a_robots_txt_that_leads_in_a_circle_leaves_all_open(server: HostileSite) -> None:
    server.serve("/robots.txt", redirect("/robots.txt"))
    (response,) = _all(_limits(server), [server.serve("/a", answer(b"x"))], obeys_robots=True)
    assert response.outcome == "ok"


def test_a_robots_txt_that_leads_to_a_private_address_is_asked_once(server: HostileSite) -> None:
    server.serve("/robots.txt", redirect("http://10.0.0.1/robots.txt"))
    urls = [server.serve(f"/{i}", answer(b"x")) for i in range(4)]
    responses = _all(_limits(server), urls, obeys_robots=True)
    assert {one.reason for one in responses} == {"robots_unreachable"}
    assert (_count(server, "/robots.txt"), sum(len(one.before) for one in responses)) == (1, 1)


def test_a_wait_does_not_end_in_a_burst(server: HostileSite) -> None:
    urls = [server.serve(f"/{i}", answer(b"x")) for i in range(6)]
    with Fetcher(_limits(server, host_delay=0.2, concurrency=1)) as fetcher:
        stream = fetcher.stream([Request(url, url) for url in urls], lambda: NOW)
        next(stream)
        time.sleep(1.2)  # a reader that is busy elsewhere
        assert len(list(stream)) == 5
    starts = sorted(one.at for one in server.asked)
    assert min(later - earlier for earlier, later in pairwise(starts)) > 0.15


def test_times_count_from_when_a_request_was_sent(server: HostileSite) -> None:
    began = datetime.now(UTC)
    urls = [server.serve(f"/{i}", answer(b"", "Retry-After: 2", status="503 Busy")) for i in range(2)]
    urls.insert(0, server.serve("/slow", answer(b"x")))
    with Fetcher(_limits(server, host_delay=1.0, per_host=1)) as fetcher:
        responses = list(fetcher.stream([Request(url, url) for url in urls], lambda: datetime.now(UTC)))
    first, second, held = sorted(responses, key=lambda one: urls.index(one.request.url))
    assert (second.requested_at - first.requested_at).total_seconds() > 0.9
    assert second.milliseconds < 500
    assert second.not_before is not None
    assert (second.not_before - began).total_seconds() > 2.9
    assert held.outcome == "held"


def test_a_dead_name_server_keeps_nobody_else_waiting(server: HostileSite, monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = socket.getaddrinfo

    def slow(host: Any, *given: Any, **more: Any) -> Any:
        if str(host).endswith(".test"):
            time.sleep(1.5)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return look_up(host, *given, **more)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    dead = [f"http://dead{i}.test/" for i in range(20)]
    url = f"http://localhost:{server.port}/a"
    server.serve("/a", answer(b"x"))
    with Fetcher(_limits(timeout=1.0, allow_private=frozenset({f"localhost:{server.port}"}))) as fetcher:
        responses = fetcher.stream([Request(one, one) for one in [*dead, url]], lambda: NOW)
        outcomes = {response.request.url: response.outcome for response in responses}
    assert outcomes[url] == "ok"


def test_no_cookie_is_kept_of_a_named_host(server: HostileSite) -> None:
    name = f"localhost:{server.port}"
    for path in ("/a", "/b"):
        server.serve(path, answer(b"x", "Set-Cookie: id=1; Path=/"))
    with Fetcher(_limits(allow_private=frozenset({name}))) as fetcher:
        for path in ("/a", "/b"):
            list(fetcher.stream([Request(path, f"http://{name}{path}")], lambda: NOW))
    assert [one.headers.get("cookie") for one in server.asked] == [None, None]


def test_a_redirect_into_a_slow_host_does_not_hold_up_the_one_it_came_from(server: HostileSite) -> None:
    with HostileSite() as slow:
        target = slow.serve("/slow", 1.0, answer(b"x"))
        urls = [server.serve(f"/to{i}", redirect(target)) for i in range(2)]
        quick = [server.serve(f"/{i}", answer(b"x")) for i in range(4)]
        times = {}
        with Fetcher(_limits(server, slow)) as fetcher:
            began = time.monotonic()
            for response in fetcher.stream([Request(url, url) for url in urls + quick], lambda: NOW):
                times[response.request.url] = time.monotonic() - began
    assert max(times[url] for url in quick) < 0.9
