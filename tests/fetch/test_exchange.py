"""One request against a server that misbehaves: each rule has the scenario that fails without its code."""

from __future__ import annotations

import gzip
import resource
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import brotli
import pytest
import zstandard

from newsledger.fetch import Fetcher, Limits
from newsledger.records import Request, Response
from tests.web.hostile import HostileServer, answer

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
TEXT = b"the harbour and its road " * 40
BOMB = bytes(300 * 1024 * 1024)


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with HostileServer() as running:
        yield running


def fetch(server: HostileServer, url: str, request: Request | None = None, **given: Any) -> Response:
    """The response to one request, small limits unless given."""
    limits: dict[str, Any] = {"timeout": 2.0, "host_delay": 0, "retries": 0, "max_bytes": 1 << 20}
    limits |= {"allow_private": frozenset({server.origin}), **given}
    with Fetcher(Limits("newsledger/1 (test)", **limits)) as fetcher:
        (response,) = fetcher.stream([request or Request("k", url)], lambda: NOW)
    return response


def test_an_honest_answer(server: HostileServer) -> None:
    url = server.serve("/a", answer(TEXT, ETag='"1"', Content_Type="text/html", X_Other="no"))
    response = fetch(server, url)
    assert (response.outcome, response.status, response.body, response.reason) == ("ok", 200, TEXT, None)
    assert response.headers["etag"] == '"1"'
    assert "x-other" not in response.headers
    assert (response.size, response.final_url, response.is_sent) == (len(TEXT), url, True)


# time


def test_a_body_that_drips_ends_at_the_deadline(server: HostileServer) -> None:
    drip = [part for _ in range(40) for part in (b"x", 0.2)]
    url = server.serve("/drip", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", *drip)
    began = time.monotonic()
    assert fetch(server, url, timeout=1.0).reason == "timeout"
    assert time.monotonic() - began < 3


def test_headers_that_drip_end_at_the_deadline(server: HostileServer) -> None:
    url = server.serve("/drip", b"HTTP/1.1 200 OK\r\n", *[part for _ in range(40) for part in (b"X-A: b\r\n", 0.2)])
    began = time.monotonic()
    assert fetch(server, url, timeout=1.0).reason == "timeout"
    assert time.monotonic() - began < 3


def test_the_deadline_is_one_for_all_hops(server: HostileServer) -> None:
    for number in range(8):
        redirect = answer(status="302 Found", Location=f"/hop{number + 1}")
        server.serve(f"/hop{number}", 0.4, redirect)
    began = time.monotonic()
    assert fetch(server, f"http://{server.origin}/hop0", timeout=1.0).reason == "timeout"
    assert time.monotonic() - began < 2


def test_a_server_that_says_nothing(server: HostileServer) -> None:
    assert fetch(server, server.serve("/mute", 5.0), timeout=0.5).reason == "timeout"


def test_provisional_answers_without_end(server: HostileServer) -> None:
    url = server.serve("/wait", *[part for _ in range(40) for part in (b"HTTP/1.1 102 Processing\r\n\r\n", 0.1)])
    assert fetch(server, url, timeout=1.0).outcome == "failed"


# size


def _squeezed(encoding: str, data: bytes) -> bytes:
    if encoding == "gzip":
        return gzip.compress(data, 9)
    if encoding == "deflate":
        return zlib.compress(data, 9)
    if encoding == "raw-deflate":
        return zlib.compress(data, 9)[2:-4]
    return brotli.compress(data, quality=5) if encoding == "br" else zstandard.compress(data, 3)


ENCODINGS = ("gzip", "deflate", "raw-deflate", "br", "zstd")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_read(server: HostileServer, encoding: str) -> None:
    body = _squeezed(encoding, TEXT)
    url = server.serve("/a", answer(body, Content_Encoding=encoding.removeprefix("raw-")))
    assert fetch(server, url).body == TEXT


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_bomb_is_too_large_and_costs_no_memory(server: HostileServer, encoding: str) -> None:
    url = server.serve("/bomb", answer(_squeezed(encoding, BOMB), Content_Encoding=encoding.removeprefix("raw-")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert fetch(server, url, timeout=10).reason == "too_large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024  # kB; the bomb has 300 MB


def test_a_content_length_over_the_cap_is_not_read(server: HostileServer) -> None:
    url = server.serve("/big", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", 5.0)
    assert fetch(server, url, timeout=3).reason == "too_large"


def test_a_body_without_a_length_stops_at_the_cap(server: HostileServer) -> None:
    endless = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * (3 << 20)
    assert fetch(server, server.serve("/endless", endless)).reason == "too_large"


def test_headers_without_end(server: HostileServer) -> None:
    flood = b"HTTP/1.1 200 OK\r\n" + b"X-Flood: " + b"y" * 100 + b"\r\n"
    url = server.serve("/flood", flood, *[b"X-Flood: yyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 1000] * 100)
    assert fetch(server, url).outcome == "failed"
    one = server.serve("/one", b"HTTP/1.1 200 OK\r\nX-Flood: " + b"y" * (2 << 20) + b"\r\n\r\n")
    assert fetch(server, one).outcome == "failed"


# lies


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (answer(TEXT, Content_Length=str(len(TEXT) + 9)), "truncated"),
        (answer(b"5\r\nharbo\r\n40\r\nur", Transfer_Encoding="chunked", Content_Length=""), "truncated"),
        (answer(b"zz\r\nharbour\r\n0\r\n\r\n", Transfer_Encoding="chunked", Content_Length=""), "malformed"),
        (answer(gzip.compress(TEXT)[:-12], Content_Encoding="gzip"), "bad_encoding"),
        (answer(brotli.compress(TEXT)[:-6], Content_Encoding="br"), "bad_encoding"),
        (answer(zstandard.compress(TEXT)[:-6], Content_Encoding="zstd"), "bad_encoding"),
        (answer(zlib.compress(TEXT)[:-6], Content_Encoding="deflate"), "bad_encoding"),
        (answer(TEXT, Content_Encoding="gzip"), "bad_encoding"),
        (answer(TEXT, Content_Encoding="br"), "bad_encoding"),
        (answer(TEXT, Content_Encoding="zstd"), "bad_encoding"),
        (answer(TEXT, Content_Encoding="lzma"), "bad_encoding"),
        (answer(gzip.compress(b"x" * 9), Content_Encoding="gzip, br"), "bad_encoding"),
        (answer(TEXT, Content_Length="11"), "malformed"),
        (answer(TEXT, Content_Length="many"), "malformed"),
        (b"HTTP/1.1 two hundred\r\n\r\n", "malformed"),
        (b"\x16\x03\x01 not http at all\r\n\r\n", "malformed"),
        (b"", "connect"),
    ],
)
def test_what_is_not_what_it_says_commits_nothing(server: HostileServer, script: bytes, reason: str) -> None:
    script = script.replace(b"Content-Length: \r\n", b"")
    response = fetch(server, server.serve("/lie", script))
    assert (response.outcome, response.reason, response.body) == ("failed", reason, None)


def test_encodings_are_named_in_any_case(server: HostileServer) -> None:
    url = server.serve("/a", answer(gzip.compress(TEXT), Content_Encoding=" GZIP "))
    assert fetch(server, url).body == TEXT


# redirects


def test_a_loop_is_named(server: HostileServer) -> None:
    server.serve("/b", answer(status="301 Moved", Location="/a"))
    url = server.serve("/a", answer(status="302 Found", Location="/b"))
    response = fetch(server, url)
    assert (response.outcome, response.reason, response.detail) == ("failed", "redirect_loop", url)
    assert [status for status, _ in response.hops] == [302, 301]


def test_ten_hops_and_no_more(server: HostileServer) -> None:
    for number in range(12):
        server.serve(f"/hop{number}", answer(status="302 Found", Location=f"/hop{number + 1}"))
    server.serve("/hop12", answer(TEXT))
    assert fetch(server, f"http://{server.origin}/hop2").status == 200
    assert fetch(server, f"http://{server.origin}/hop1").reason == "too_many_redirects"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "bad_url"),
        ("ftp://127.0.0.1/x", "bad_url"),
        ("javascript:alert(1)", "bad_url"),
        ("http://[::1", "bad_url"),
        ("http://10.0.0.1/", "refused_address"),
        ("http://169.254.169.254/latest/meta-data/", "refused_address"),
        ("http://[::ffff:127.0.0.1]/", "refused_address"),
        ("http://2130706433/", "refused_address"),
        ("http://0177.0.0.1/", "refused_address"),
        ("http://0x7f.1/", "refused_address"),
        ("http://127.0.0.1:1/", "refused_address"),
        ("http://localhost:1/", "refused_address"),
    ],
)
def test_no_redirect_leads_where_a_request_may_not_go(server: HostileServer, location: str, reason: str) -> None:
    response = fetch(server, server.serve("/a", answer(status="302 Found", Location=location)))
    assert (response.outcome, response.reason, len(response.hops)) == ("failed", reason, 1)


def test_a_name_on_the_allow_list_may_be_private_with_its_port_only(server: HostileServer) -> None:
    server.serve("/", answer(TEXT))
    port = server.origin.rpartition(":")[2]
    url = f"http://localhost:{port}/"
    assert fetch(server, url, allow_private=frozenset({f"localhost:{port}"})).body == TEXT
    refused = fetch(server, url, allow_private=frozenset({"localhost:1"}))
    assert (refused.outcome, refused.reason) == ("failed", "refused_address")
    assert "NEWSLEDGER_ALLOW_PRIVATE" in refused.detail


def test_a_name_is_judged_by_the_address_that_is_connected_to(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that looked public when it was asked for first, and is loopback when the socket is made."""
    import aiohttp

    turns = iter(["93.184.216.34", "127.0.0.1"])

    async def rebound(self: Any, host: str, port: int = 0, family: int = 0) -> list[dict[str, Any]]:
        return [
            {"hostname": host, "host": next(turns), "port": port, "family": 2, "proto": 6, "flags": 0},
        ]

    monkeypatch.setattr(aiohttp.ThreadedResolver, "resolve", rebound)
    next(turns)  # the look-up that a checker before the connection would have made
    response = fetch(server, f"http://news.test:{server.origin.rpartition(':')[2]}/", allow_private=frozenset())
    assert (response.reason, server.seen) == ("refused_address", [])


# what is told, and to whom


def test_validators_are_echoed_byte_for_byte_and_to_their_sender_only(server: HostileServer) -> None:
    server.serve("/b", answer(TEXT))
    url = server.serve("/a", answer(status="301 Moved", Location="/b"))
    request = Request("k", url, etag='W/"a ,b\xe9"', last_modified="any, old  thing")
    assert fetch(server, url, request).outcome == "ok"
    (first,), (second,) = server.headers("/a"), server.headers("/b")
    assert (first["if-none-match"].encode("latin-1"), first["if-modified-since"]) in (
        ('W/"a ,b\xe9"'.encode("latin-1"), "any, old  thing"),
        ('W/"a ,b\xe9"'.encode(), "any, old  thing"),
    )
    assert not {"if-none-match", "if-modified-since"} & set(second)


def test_304_is_not_modified(server: HostileServer) -> None:
    url = server.serve("/a", answer(status="304 Not Modified"))
    assert fetch(server, url, Request("k", url, etag='"1"')).outcome == "not_modified"


def test_no_cookie_no_referrer_and_our_name(server: HostileServer) -> None:
    server.serve("/b", answer(TEXT))
    url = server.serve("/a", answer(status="302 Found", Location="/b", Set_Cookie="id=1; Path=/"))
    fetch(server, url)
    for headers in (*server.headers("/a"), *server.headers("/b")):
        assert not {"cookie", "referer", "authorization"} & set(headers)
        assert headers["user-agent"] == "newsledger/1 (test)"


def test_credentials_stay_with_their_host(server: HostileServer) -> None:
    with HostileServer() as other:
        away = other.serve("/b", answer(TEXT))
        server.serve("/same", answer(status="302 Found", Location=away.replace("http://", "http://evil:word@")))
        server.serve("/a", answer(status="302 Found", Location="/same"))
        url = f"http://user:secret@{server.origin}/a"
        response = fetch(server, url, allow_private=frozenset({server.origin, other.origin}))
        assert response.final_url == away
        assert "authorization" in server.headers("/a")[0]
        assert "authorization" in server.headers("/same")[0]
        assert "authorization" not in other.headers("/b")[0]


def test_the_proxy_is_the_one_that_is_set_and_none_of_the_environment(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.serve("/a", answer(TEXT))
    with HostileServer() as proxy:
        proxy.serve("http://news.test/b", answer(TEXT))
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.origin}")
        assert fetch(server, url).outcome == "ok"
        assert proxy.seen == []
        through = {"proxy": f"http://{proxy.origin}"}
        assert fetch(server, "http://news.test/b", **through).body == TEXT
        assert fetch(server, "http://10.1.2.3/b", **through).reason == "refused_address"
        assert [one.path for one in proxy.seen] == ["http://news.test/b"]


# tries


def test_a_broken_connection_is_tried_twice_more_with_longer_pauses(server: HostileServer) -> None:
    url = server.serve("/a", b"")
    response = fetch(server, url, retries=2, retry_pause=0.2)
    assert (response.reason, len(response.before), len(server.seen)) == ("connect", 2, 3)
    first, second, third = (one.at for one in server.seen)
    assert second - first >= 0.2
    assert third - second >= 0.4


@pytest.mark.parametrize(("status", "asked"), [("404 No", 1), ("429 Slow", 1), ("500 Oh", 1), ("503 Busy", 1)])
def test_what_the_server_means_is_not_asked_again(server: HostileServer, status: str, asked: int) -> None:
    fetch(server, server.serve("/a", answer(status=status)), retries=2, retry_pause=0)
    assert len(server.seen) == asked
