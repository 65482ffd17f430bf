"""One request against a site that misbehaves: it ends, within its limits, and says what was wrong."""

from __future__ import annotations

import gzip
import itertools
import random
import socket
import time
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import brotli
import pytest
import zstandard

from newsledger.fetch import Fetcher, Limits
from newsledger.records import Request, Response
from tests.fetch.test_decoding import bomb
from tests.web.hostile import HostileSite, answer, redirect

MB = 1 << 20
START = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = START + b"Transfer-Encoding: chunked\r\n\r\n"
PAGE = b"<title>A page</title>" * 400


@pytest.fixture
def hostile() -> Iterator[HostileSite]:
    with HostileSite() as running:
        yield running


@pytest.fixture
def other() -> Iterator[HostileSite]:
    """A second host."""
    with HostileSite() as running:
        yield running


def fetch_all(requests: Iterable[Request], **limits: Any) -> list[Response]:
    """The responses in the order of their keys; loopback is open where `allow_private` says so, or else everywhere."""
    requests = list(requests)
    origins = frozenset(request.url.split("/")[2].rpartition("@")[2] for request in requests)
    given = {"host_delay": 0, "timeout": 5, "retries": 0, "max_bytes": MB, "allow_private": origins} | limits
    with Fetcher(Limits("ledgerbot/1 (test)", **given)) as fetcher:
        return sorted(fetcher.stream(requests, lambda: datetime.now(UTC)), key=lambda answered: answered.request.key)


def fetch(url: str, etag: str | None = None, last_modified: str | None = None, **limits: Any) -> Response:
    (response,) = fetch_all([Request("key", url, etag, last_modified)], **limits)
    return response


def failure(response: Response) -> str | None:
    """The reason of a request that brought nothing, None for any other."""
    return response.reason if response.outcome == "failed" and response.body is None else None


# --- the deadline


@pytest.mark.parametrize(
    ("start", "drip"),
    [
        (START + b"Content-Length: 1000\r\n\r\n", b"x"),
        (CHUNKED, b"1\r\nx\r\n"),
        (START, b"X-Drip: 1\r\n"),
        (START + b"X-Drip: ", b"x"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"", b""),
    ],
    ids=["body", "chunks", "headers", "one header", "1xx", "silence"],
)
def test_a_drip_is_cut_off_at_the_deadline(hostile: HostileSite, start: bytes, drip: bytes) -> None:
    url = hostile.serve("/drip", start, forever=(drip, 0.02))
    began = time.monotonic()
    assert failure(fetch(url, timeout=0.4)) == "timeout"
    assert 0.3 < time.monotonic() - began < 2
    assert len(hostile.asked) == 1  # no second try: it would take as long


def test_an_endless_1xx_at_full_speed_is_cut_off(hostile: HostileSite) -> None:
    url = hostile.serve("/hints", forever=(b"HTTP/1.1 100 Continue\r\n\r\n" * 100,))
    began = time.monotonic()
    assert failure(fetch(url, timeout=0.4)) == "timeout"
    assert time.monotonic() - began < 3


def test_the_deadline_is_one_for_all_hops(hostile: HostileSite) -> None:
    for hop in range(8):
        hostile.serve(f"/{hop}", 0.15, redirect(f"/{hop + 1}"))
    response = fetch(hostile.url("/0"), timeout=0.5)
    assert failure(response) == "timeout"
    assert 2 <= len(response.hops) <= 4


def test_waiting_for_a_turn_is_not_part_of_the_deadline(hostile: HostileSite) -> None:
    requests = [Request(str(n), hostile.serve(f"/{n}", 0.2, answer(PAGE))) for n in range(4)]
    answers = fetch_all(requests, timeout=0.5, per_host=1)
    assert [answered.outcome for answered in answers] == ["ok"] * 4


# --- size


def test_a_length_above_the_cap_is_refused_before_the_body_is_read(hostile: HostileSite) -> None:
    url = hostile.serve("/large", START + b"Content-Length: %d\r\n\r\n" % (MB + 1), 10.0)
    began = time.monotonic()
    assert failure(fetch(url)) == "too_large"
    assert time.monotonic() - began < 2


def test_a_body_without_end_stops_at_the_cap(hostile: HostileSite) -> None:
    for path, start, step in (
        ("/close", START + b"\r\n", b"x" * 9999),
        ("/chunks", CHUNKED, b"8\r\n12345678\r\n" * 999),
    ):
        assert failure(fetch(hostile.serve(path, start, forever=(step,)))) == "too_large"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw", "br", "zstd"])
def test_a_bomb_stops_at_the_cap(hostile: HostileSite, encoding: str) -> None:
    said = encoding.replace("raw", "deflate")
    url = hostile.serve("/bomb", answer(bomb(encoding), f"Content-Encoding: {said}"))
    assert failure(fetch(url)) == "too_large"


def test_a_body_of_exactly_the_cap_is_taken(hostile: HostileSite) -> None:
    assert fetch(hostile.serve("/full", answer(bytes(MB)))).body == bytes(MB)


# --- framing


@pytest.mark.parametrize(
    "sent",
    [
        START + b"Content-Length: 10\r\n\r\nabc",
        START + b"Content-Length: 10\r\n\r\n",
        CHUNKED + b"5\r\nhello\r\n",
        CHUNKED + b"ff\r\nhello",
        CHUNKED,
        CHUNKED + b"5\r\nhello\r\n0\r\n",
    ],
    ids=["length", "length, nothing", "no last chunk", "inside a chunk", "no chunk", "no last line"],
)
def test_a_body_that_is_cut_short_is_truncated(hostile: HostileSite, sent: bytes) -> None:
    assert failure(fetch(hostile.serve("/cut", sent))) == "truncated"


def test_more_than_the_length_says_is_never_read(hostile: HostileSite) -> None:
    url = hostile.serve("/more", START + b"Content-Length: 5\r\n\r\nhello", 0.1, b" world")
    assert fetch(url).body == b"hello"
    at_once = fetch(hostile.serve("/more", answer(b"hello world", "Content-Length: 5")))
    assert at_once.body in (None, b"hello")


def test_what_follows_an_answer_is_not_taken_for_the_next_one(hostile: HostileSite) -> None:
    forged = answer(b"forged")
    hostile.serve("/first", answer(b"first"), 0.05, forged, stays=True)
    hostile.serve("/second", 0.1, answer(b"second"), stays=True)
    requests = [Request("1", hostile.url("/first")), Request("2", hostile.url("/second"))]
    first, second = fetch_all(requests, per_host=1, host_delay=0.3)
    assert (first.body, second.body) == (b"first", b"second")


@pytest.mark.parametrize(
    "headers",
    [
        ["Content-Length: 3", "Content-Length: 4"],
        ["Content-Length: -3"],
        ["Content-Length: three"],
        ["Content-Length: 99999999999999999999999"],
        ["Content-Length: 3", "Transfer-Encoding: chunked"],
    ],
)
def test_framing_that_contradicts_itself_brings_nothing(hostile: HostileSite, headers: list[str]) -> None:
    assert failure(fetch(hostile.serve("/odd", answer(b"abc", *headers)))) == "malformed"


# --- encodings

PACKS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}


@pytest.mark.parametrize("encoding", PACKS)
def test_encodings(hostile: HostileSite, encoding: str) -> None:
    packed = PACKS[encoding](PAGE)
    assert fetch(hostile.serve("/whole", answer(packed, f"Content-Encoding: {encoding}"))).body == PAGE
    assert failure(fetch(hostile.serve("/cut", answer(packed[:-3], f"Content-Encoding: {encoding}")))) == "bad_encoding"
    assert failure(fetch(hostile.serve("/plain", answer(PAGE, f"Content-Encoding: {encoding}")))) == "bad_encoding"
    assert encoding in hostile.asked[0].headers["accept-encoding"]


@pytest.mark.parametrize(
    "headers", [["Content-Encoding: GZip"], ["content-encoding:gzip"], ["Content-Encoding: x-gzip"]]
)
def test_spellings_of_an_encoding(hostile: HostileSite, headers: list[str]) -> None:
    assert fetch(hostile.serve("/page", answer(gzip.compress(PAGE), *headers))).body == PAGE


@pytest.mark.parametrize(
    "headers", [["Content-Encoding: gzip, br"], ["Content-Encoding: gzip", "Content-Encoding: br"]]
)
def test_encodings_on_top_of_each_other(hostile: HostileSite, headers: list[str]) -> None:
    assert fetch(hostile.serve("/page", answer(brotli.compress(gzip.compress(PAGE)), *headers))).body == PAGE


def test_an_unknown_encoding_is_named(hostile: HostileSite) -> None:
    response = fetch(hostile.serve("/page", answer(PAGE, "Content-Encoding: lzma")))
    assert (failure(response), response.detail) == ("bad_encoding", "unknown content encoding 'lzma'")


# --- kept connections


def test_a_connection_is_kept_for_the_next_request(hostile: HostileSite) -> None:
    requests = [Request(str(n), hostile.serve(f"/{n}", answer(PAGE), stays=True)) for n in range(4)]
    assert [answered.body for answered in fetch_all(requests, per_host=1)] == [PAGE] * 4
    assert hostile.connections == 1


def test_a_request_that_a_kept_connection_swallowed_is_made_anew_at_once(hostile: HostileSite) -> None:
    hostile.serve("/1", answer(PAGE), stays=True)
    hostile.serve("/2")  # hangs up: first on the kept connection, then on a new one
    requests = [Request("1", hostile.url("/1")), Request("2", hostile.url("/2"))]
    first, second = fetch_all(requests, per_host=1)
    assert (first.body, failure(second)) == (PAGE, "connect")
    assert [asked.path for asked in hostile.asked] == ["/1", "/2", "/2"]


def test_a_request_is_made_once_where_nobody_answers_a_new_connection(hostile: HostileSite) -> None:
    assert failure(fetch(hostile.serve("/", b""))) == "connect"
    assert len(hostile.asked) == 1


# --- answers that are none


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x01\xffgarbage\r\n\r\n",
        b"HTTP/9.9 banana\r\n\r\n",
        b"HTTP/1.1 1000 OK\r\nContent-Length: 0\r\n\r\n",
        b"<html>no headers</html>",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        START + b"X-Nul: \x00\r\nContent-Length: 0\r\n\r\n",
        START + b"No colon here\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_what_is_no_http_is_malformed(hostile: HostileSite, sent: bytes) -> None:
    assert failure(fetch(hostile.serve("/garbage", sent))) == "malformed"


@pytest.mark.parametrize("sent", [b"", START])
def test_a_connection_that_ends_before_an_answer_is_broken(hostile: HostileSite, sent: bytes) -> None:
    assert failure(fetch(hostile.serve("/garbage", sent))) == "connect"


def test_a_port_where_nobody_listens() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        assert failure(fetch(f"http://127.0.0.1:{nobody.getsockname()[1]}/")) == "connect"


@pytest.mark.parametrize(
    ("start", "forever"),
    [
        (START + b"".join(b"X-%d: a\r\n" % n for n in range(100_000)) + b"\r\n", ()),
        (START + b"X-Large: " + b"a" * MB + b"\r\nContent-Length: 0\r\n\r\n", ()),
        (START, (b"X-More: " + b"a" * 100 + b"\r\n",)),
        (START + b"X-More: ", (b"a" * 10_000,)),
        (b"HTTP/1.1 200 ", (b"O" * 10_000,)),
        (CHUNKED + b"0\r\n", (b"X-More: a\r\n",)),
    ],
    ids=["100,000 headers", "header of 1 MB", "headers for ever", "header for ever", "reason for ever", "trailers"],
)
def test_a_flood_of_headers_ends_in_an_error(hostile: HostileSite, start: bytes, forever: tuple[bytes, ...]) -> None:
    began = time.monotonic()
    assert failure(fetch(hostile.serve("/flood", start, forever=forever))) in ("malformed", "truncated")
    assert time.monotonic() - began < 3


def test_whatever_comes_one_response_goes_down_the_stream(hostile: HostileSite) -> None:
    dice = random.Random(11)
    whole = [
        answer(gzip.compress(PAGE), "Content-Encoding: gzip", 'ETag: "a"', "Cache-Control: max-age=60"),
        CHUNKED + b"5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n",
        redirect("http://user:word@127.0.0.1:1/a?b#c"),
        answer(b"", "Retry-After: 60", status="429 Too Many Requests"),
    ]
    requests = []
    for number, sent in zip(range(240), itertools.cycle(whole), strict=False):
        damaged = bytearray(sent)
        for _ in range(dice.randint(1, 6)):
            damaged[dice.randrange(len(damaged))] = dice.choice((0, 10, 13, 32, 58, dice.randrange(256)))
        requests.append(Request(f"{number:03}", hostile.serve(f"/{number}", bytes(damaged))))
    answers = fetch_all(requests, per_host=8, timeout=2)
    assert [answered.request.key for answered in answers] == [request.key for request in requests]
    for answered in answers:  # all of it can be stored
        assert f"{answered.headers} {answered.detail} {answered.final_url} {answered.hops}".encode()


# --- redirects


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirects_are_followed_and_written_down(hostile: HostileSite, status: str) -> None:
    hostile.serve("/there/page", answer(PAGE))
    response = fetch(hostile.serve("/old", redirect("there/page", status)))
    assert (response.body, response.final_url) == (PAGE, hostile.url("/there/page"))
    assert response.hops == ((int(status[:3]), hostile.url("/old")),)


def test_a_redirect_without_a_location_leads_nowhere(hostile: HostileSite) -> None:
    assert fetch(hostile.serve("/", answer(PAGE, status="302 Found"))).reason == "http_302"


def test_a_loop_is_named(hostile: HostileSite) -> None:
    hostile.serve("/a", redirect("/b"))
    hostile.serve("/b", redirect("/c"))
    hostile.serve("/c", redirect("/a"))
    assert failure(fetch(hostile.url("/a"))) == "redirect_loop"
    assert failure(fetch(hostile.serve("/self", redirect("/self")))) == "redirect_loop"
    assert len(hostile.asked) == 4


def test_ten_hops_are_followed_and_eleven_are_not(hostile: HostileSite) -> None:
    for hop in range(12):
        hostile.serve(f"/{hop}", redirect(f"/{hop + 1}"))
    hostile.serve("/12", answer(PAGE))
    assert fetch(hostile.url("/2")).body == PAGE
    response = fetch(hostile.url("/1"))
    assert (failure(response), response.detail) == ("too_many_redirects", "more than 10")
    assert hostile.asked[-1].path == "/11"


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://127.0.0.1/a", "javascript:alert(1)", "data:text/html,a", "gopher://127.0.0.1/",
     "mailto:a@b.example", "about:blank", "http://[::1", "http://127.0.0.1:port/", "http://127.0.0.1:99999/",
     "http://%31%32%37.0.0.1/", "http://two words/", "http://" + "a" * 64 + ".example/"],
)  # fmt: skip
def test_a_redirect_to_what_is_no_web_address_is_not_followed(hostile: HostileSite, location: str) -> None:
    response = fetch(hostile.serve("/", redirect(location)))
    assert failure(response) == "bad_url"
    assert response.hops == ((302, hostile.url("/")),)


@pytest.mark.parametrize(
    "location",
    ["http://10.0.0.1/", "http://127.0.0.2/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest",
     "http://0/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "//192.168.0.1/",
     "HTTPS://10.0.0.1/", "http://paper.example@10.0.0.1/", "http://localhost/", "http://127.0.0.1./"],
)  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused_on_any_hop(hostile: HostileSite, location: str) -> None:
    hostile.serve("/", redirect("/again"))
    hostile.serve("/again", redirect(location))
    response = fetch(hostile.url("/"))
    assert failure(response) == "refused_address"
    assert len(response.hops) == 2


def test_another_port_of_an_allowed_host_is_refused(hostile: HostileSite, other: HostileSite) -> None:
    other.serve("/", answer(PAGE))
    assert failure(fetch(hostile.serve("/", redirect(other.url("/"))))) == "refused_address"
    assert other.connections == 0


def test_addresses_are_sent_so_that_sites_understand_them(hostile: HostileSite) -> None:
    for location, path in {
        "/gr\xc3\xb6\xc3\x9fe": "/gr%C3%B6%C3%9Fe",
        "/gr\xf6\xdfe": "/gr%F6%DFe",
        '/a b?q="c d"&e=<f>': "/a%20b?q=%22c%20d%22&e=%3Cf%3E",
        "/%7Ea%2fb%20+;c,d=e?x=%7e&y=a+b|c": "/%7Ea%2fb%20+;c,d=e?x=%7e&y=a+b|c",
        "/p#fragment": "/p",
    }.items():
        fetch(hostile.serve("/", redirect(location)))
        assert hostile.asked[-1].path == path
    fetch(hostile.url("/größe 1"))
    assert hostile.asked[-1].path == "/gr%C3%B6%C3%9Fe%201"


# --- what is not given away


def test_no_cookie_and_no_referrer_is_sent(hostile: HostileSite) -> None:
    hostile.serve("/1", answer(PAGE, "Set-Cookie: a=b; Path=/"), stays=True)
    hostile.serve("/2", answer(b"", "Set-Cookie: c=d; Path=/", "Location: /1", status="302 Found"), stays=True)
    fetch_all([Request(path, hostile.url(path)) for path in ("/1", "/2", "/1?again")], per_host=1)
    assert len(hostile.asked) == 4
    for asked in hostile.asked:
        assert not {"cookie", "referer", "origin"} & set(asked.headers)
        assert asked.headers["user-agent"] == "ledgerbot/1 (test)"


def test_credentials_stay_with_their_host(hostile: HostileSite, other: HostileSite) -> None:
    other.serve("/", answer(PAGE))
    hostile.serve("/far", redirect(other.url("/")))
    hostile.serve("/near", redirect("/page"))
    hostile.serve("/page", answer(PAGE))
    both = frozenset({hostile.origin, other.origin})
    assert fetch(f"http://user:word@{hostile.origin}/far", allow_private=both).body == PAGE
    assert hostile.asked[0].headers["authorization"].startswith("Basic ")
    assert "authorization" not in other.asked[0].headers
    fetch(f"http://user:word@{hostile.origin}/near", allow_private=both)
    assert "authorization" in hostile.asked[-1].headers


def test_credentials_that_a_redirect_names_are_not_sent(hostile: HostileSite, other: HostileSite) -> None:
    other.serve("/", answer(PAGE))
    hostile.serve("/", redirect(f"http://user:word@{other.origin}/"))
    response = fetch(hostile.url("/"), allow_private=frozenset({hostile.origin, other.origin}))
    assert (response.body, response.final_url) == (PAGE, other.url("/"))
    assert "authorization" not in other.asked[0].headers


def test_proxies_and_netrc_of_the_environment_are_ignored(
    hostile: HostileSite, other: HostileSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, other.url(""))
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login user password word\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert fetch(hostile.serve("/", answer(PAGE))).body == PAGE
    assert other.connections == 0
    assert "authorization" not in hostile.asked[0].headers


def test_a_proxy_that_is_asked_for_is_used(hostile: HostileSite) -> None:
    hostile.serve("http://paper.example/a", answer(PAGE))
    assert fetch("http://paper.example/a", proxy=hostile.url("")).body == PAGE


def test_numbers_are_refused_behind_a_proxy_too(hostile: HostileSite) -> None:
    response = fetch("http://10.0.0.1/", proxy=hostile.url(""), allow_private=frozenset())
    assert failure(response) == "refused_address"
    assert hostile.connections == 0


# --- validators


@pytest.mark.parametrize("etag", ['"a"', 'W/"a"', '"a"b"', "bare", '"a, b"', '"\xc3\xa9"', '"\t\'\\"'])
def test_an_etag_goes_back_byte_for_byte(hostile: HostileSite, etag: str) -> None:
    first = fetch(hostile.serve("/", answer(PAGE, f"ETag: {etag}", "Last-Modified: Tue, 3 Mar 2026 09:00:00 GMT")))
    hostile.serve("/", answer(status="304 Not Modified"))
    again = fetch(hostile.url("/"), first.headers["etag"], first.headers["last-modified"])
    assert hostile.asked[-1].headers["if-none-match"] == etag
    assert hostile.asked[-1].headers["if-modified-since"] == "Tue, 3 Mar 2026 09:00:00 GMT"
    assert (again.outcome, again.status, again.body, again.reason) == ("not_modified", 304, None, None)


@pytest.mark.parametrize("etag", ['"caf\xe9"', '"a\x01"', '"a\x7f"'])
def test_an_etag_that_could_not_go_back_as_it_came_is_not_kept(hostile: HostileSite, etag: str) -> None:
    response = fetch(hostile.serve("/", answer(PAGE, f"ETag: {etag}")))
    assert response.body == PAGE
    assert "etag" not in response.headers


def test_headers_are_text_whatever_bytes_they_are(hostile: HostileSite) -> None:
    response = fetch(hostile.serve("/", answer(PAGE, "Server: caf\xe9", "Link: <\xc3\xa9>", "Link: <b>")))
    assert (response.headers["server"], response.headers["link"]) == ("café", "<é>, <b>")


def test_validators_are_not_sent_to_where_a_redirect_leads(hostile: HostileSite) -> None:
    hostile.serve("/", redirect("/page"))
    hostile.serve("/page", answer(PAGE))
    assert fetch(hostile.url("/"), '"a"', "Tue, 3 Mar 2026 09:00:00 GMT").body == PAGE
    first, second = hostile.asked
    assert {"if-none-match", "if-modified-since"} <= set(first.headers)
    assert not {"if-none-match", "if-modified-since"} & set(second.headers)


# --- names


class Names:
    """A resolver of the test's own: what a name resolves to, one answer a look-up, the last one for ever."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): replies for name, replies in answers.items()}

    def __call__(self, host: str, port: Any, *args: Any, **more: Any) -> list[Any]:
        if host not in self.answers:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        replies = self.answers[host]
        addresses = replies.pop(0) if len(replies) > 1 else replies[0]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (ip, int(port), 0, 0))
            if ":" in ip
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, int(port)))
            for ip in addresses
        ]


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda **answers: monkeypatch.setattr(socket, "getaddrinfo", Names(**answers))


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["::1"], ["10.0.0.1", "127.0.0.1"], ["::1", "127.0.0.1", "fd00::1"], ["::ffff:7f00:1"]]
)
def test_a_name_of_private_addresses_is_refused_at_connect_time(
    hostile: HostileSite, resolve: Any, addresses: list[str]
) -> None:
    resolve(paper_example=[addresses])
    response = fetch(f"http://paper.example:{hostile.port}/", allow_private=frozenset())
    assert failure(response) == "refused_address"
    assert any(address in response.detail for address in addresses)
    assert hostile.connections == 0


def test_a_name_bound_anew_between_two_requests_is_caught(hostile: HostileSite, resolve: Any) -> None:
    """The first address stands in for a public one: it is the one that may be asked."""
    resolve(paper_example=[["127.0.0.1"], ["127.0.0.2"]])
    hostile.serve("/", answer(PAGE))
    url, allowed = f"http://paper.example:{hostile.port}/", frozenset({hostile.origin})
    assert fetch(url, allow_private=allowed).body == PAGE
    assert failure(fetch(url, allow_private=allowed)) == "refused_address"
    assert hostile.connections == 1


def test_a_name_looked_up_before_gains_nothing_by_it(hostile: HostileSite, resolve: Any) -> None:
    """Whoever checks a name and then connects by name gets the second answer; the guard judges what is connected to."""
    resolve(paper_example=[["93.184.215.14"], ["127.0.0.1"]])
    assert socket.getaddrinfo("paper.example", hostile.port)[0][4][0] == "93.184.215.14"
    response = fetch(f"http://paper.example:{hostile.port}/", allow_private=frozenset())
    assert failure(response) == "refused_address"
    assert response.detail.startswith("127.0.0.1 is not a public address")
    assert hostile.connections == 0


def test_the_address_that_may_be_asked_is_taken_of_several(hostile: HostileSite, resolve: Any) -> None:
    resolve(paper_example=[["10.0.0.1", "127.0.0.1"]])
    hostile.serve("/", answer(PAGE))
    response = fetch(f"http://paper.example:{hostile.port}/", allow_private=frozenset({hostile.origin}))
    assert response.body == PAGE


def test_a_listed_name_may_be_private_and_no_other_name_may_be_there(hostile: HostileSite, resolve: Any) -> None:
    resolve(intranet_example=[["127.0.0.1"]], evil_example=[["127.0.0.1"]])
    hostile.serve("/", answer(PAGE))
    names = [f"http://{name}.example:{hostile.port}/" for name in ("intranet", "evil")]
    listed = frozenset({f"Intranet.Example:{hostile.port}"})
    good, evil = fetch_all([Request(f"{n}", name) for n, name in enumerate(names)], allow_private=listed)
    assert (good.body, failure(evil)) == (PAGE, "refused_address")
    hostile.serve("/", redirect(names[1]))
    assert failure(fetch(names[0], allow_private=listed)) == "refused_address"
    assert failure(fetch(f"http://intranet.example:{hostile.port + 1}/", allow_private=listed)) == "refused_address"


def test_a_name_that_does_not_resolve(resolve: Any) -> None:
    resolve()
    assert failure(fetch("http://nowhere.example/")) == "dns"


def test_a_name_in_another_alphabet_is_asked_in_punycode(hostile: HostileSite, resolve: Any) -> None:
    resolve(**{"xn--gre-6ka8i_example": [["127.0.0.1"]]})
    hostile.serve("/", answer(PAGE))
    response = fetch(f"http://größe.example:{hostile.port}/", allow_private=frozenset({hostile.origin}))
    assert response.body == PAGE
    assert hostile.asked[0].headers["host"] == f"xn--gre-6ka8i.example:{hostile.port}"
