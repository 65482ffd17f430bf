"""One request from its first hop to its body, and how each way of going wrong is called."""

from __future__ import annotations

import asyncio
import socket
import time
import uuid
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import aiohttp
from yarl import URL

from newsledger import urls
from newsledger.fetch import addresses
from newsledger.fetch.decoding import ACCEPT, BadEncodingError, Decoder, TooLargeError
from newsledger.fetch.holds import hold
from newsledger.fetch.limits import Limits
from newsledger.records import Request, Response

KEPT_HEADERS = frozenset(
    "age cache-control content-encoding content-language content-type date etag expires last-modified link "
    "retry-after server x-robots-tag".split()
)
_LISTS = frozenset("cache-control content-encoding content-language link x-robots-tag".split())
_ECHOED = frozenset({"etag", "last-modified"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# what stays as it is in a path or query; a "%" is part of an escape, or the site's own business
_AS_IS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"<>`{}')
_ACCEPT_TYPES = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"
)

Turn = Callable[[str], AbstractAsyncContextManager[None]]


@dataclass
class _Connecting:
    """The host that a socket is wanted for, and what the guard said of its addresses."""

    host: str = ""
    refusal: str | None = None
    is_open: bool = False


# aiohttp makes the sockets of a request in the request's own context, and tells their factory only the address
_connecting: ContextVar[_Connecting] = ContextVar("connecting")


class RefusedAddressError(OSError):
    """The guard's verdict on an address, raised where the socket would be made."""


class Broken(Exception):
    """An exchange that came to nothing: reason code, detail, and for `held` until when."""

    def __init__(self, reason: str, detail: str = "", not_before: datetime | None = None) -> None:
        super().__init__(reason)
        self.reason, self.detail, self.not_before = reason, detail, not_before


class _Connector(aiohttp.TCPConnector):
    """A kept connection on which more came than was asked for is not used again: it would pass for the next answer."""

    async def connect(
        self, req: aiohttp.ClientRequest, traces: list[Any], timeout: aiohttp.ClientTimeout
    ) -> aiohttp.connector.Connection:
        while True:
            connection = await super().connect(req, traces, timeout)
            if connection.protocol is None or not connection.protocol.should_close:
                return connection
            connection.close()


async def _once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """What a kept connection swallowed is asked anew at once (RFC 9112, 9.3.1), on the next one until there is a new one.

    aiohttp alone tries one connection more, and does so on a new one too, unseen and before it is the host's turn."""
    while True:
        try:
            return await handler(request)
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
            if _connecting.get().is_open:
                raise aiohttp.ClientConnectionError(str(error)) from error


def connector(limits: Limits) -> aiohttp.TCPConnector:
    """Connections whose every socket passed the address guard, whatever the name resolved to.

    Behind a proxy every socket is the proxy's: there only addresses written as such can be refused, in `_check`."""

    def guarded(info: Any) -> socket.socket:
        family, kind, protocol, _, address = info
        asked = _connecting.get(_Connecting())
        problem = addresses.verdict(address[0], asked.host or address[0], address[1], limits.allow_private)
        if problem and not limits.proxy:
            asked.refusal = problem
            raise RefusedAddressError(problem)
        asked.is_open = True
        return socket.socket(family, kind, protocol)

    return _Connector(socket_factory=guarded, limit=0, ttl_dns_cache=60)


async def exchange(
    session: aiohttp.ClientSession, limits: Limits, turn: Turn, request: Request, now: Callable[[], datetime]
) -> Response:
    """The response to a request after its redirects, under one deadline for all of them (waiting for turns apart).

    `turn` lets an address through when it is its turn, and raises Broken where it may not be asked at all."""
    trip = _Trip(request, request.url, limits.timeout)
    try:
        for _ in range(limits.max_hops + 1):
            _check(trip.url, limits)
            async with turn(trip.url):
                began = trip.start(now)
                seen = await _one(session, limits, trip)
                trip.left -= time.monotonic() - began
            if seen["status"] not in _REDIRECTS or "location" not in seen:
                return _response(trip, now(), seen)
            trip.follow(seen["status"], seen["location"])
        raise Broken("too_many_redirects", f"more than {limits.max_hops}")
    except Broken as error:
        seen = {"reason": error.reason, "detail": error.detail, "until": error.not_before}
        return _response(trip, now(), seen)


@dataclass
class _Trip:
    """A request on its way: where it is, the seconds it has left, when it was first sent."""

    request: Request
    url: str
    left: float
    sent_at: datetime | None = None
    began: float = 0.0
    hops: list[tuple[int, str]] = field(default_factory=list)

    def start(self, now: Callable[[], datetime]) -> float:
        began = time.monotonic()
        if self.sent_at is None:
            self.sent_at, self.began = now(), began
        return began

    def follow(self, status: int, location: str) -> None:
        self.hops.append((status, self.url))
        self.url = _next(self.url, location)
        if any(self.url == before for _, before in self.hops):
            raise Broken("redirect_loop", self.url)

    @property
    def here(self) -> Request:
        """What to ask for where it is: validators belong to the address that gave them."""
        return Request(self.request.key, self.url) if self.hops else self.request


def _next(url: str, location: str) -> str:
    """Where a redirect leads; what it says of a user and a password is the redirecting host's word, and goes."""
    try:
        parts = urlsplit(urljoin(url, location))
    except ValueError as error:
        raise Broken("bad_url", f"{location}: {error}") from None
    same = parts.netloc == urlsplit(url).netloc
    return urlunsplit(parts if same else parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _sendable(url: str) -> URL:
    """The url as it may stand in a request: escapes for what else would break it, the host in punycode, no fragment."""
    scheme, netloc, path, query, _ = urlsplit(url)
    user, at, place = netloc.rpartition("@")
    if not place.isascii():
        name, colon, port = place.partition(":")
        place = f"{URL.build(scheme=scheme, host=name).raw_host}{colon}{port}"
    escaped = quote(path, safe=_AS_IS), quote(query, safe=_AS_IS)
    return URL(urlunsplit((scheme, f"{user}{at}{place}", *escaped, "")), encoded=True)


async def _one(session: aiohttp.ClientSession, limits: Limits, trip: _Trip) -> dict[str, Any]:
    asked = _Connecting()
    _connecting.set(asked)
    try:
        target = _sendable(trip.url)
        asked.host = target.raw_host or ""
        async with (
            asyncio.timeout(trip.left),
            session.get(
                target,
                headers=_headers(trip.here),
                allow_redirects=False,
                proxy=limits.proxy,
                middlewares=(_once,),
            ) as response,
        ):
            return await _read(response, limits)
    except TimeoutError:
        raise Broken("timeout", f"no whole answer within {limits.timeout:g} s") from None
    except TooLargeError:
        raise Broken("too_large", f"more than {limits.max_bytes} bytes") from None
    except BadEncodingError as error:
        raise Broken("bad_encoding", str(error)) from None
    except (aiohttp.ClientError, OSError, ValueError) as error:
        if asked.refusal and not asked.is_open:
            raise Broken("refused_address", asked.refusal) from None
        raise Broken(_reason(error), str(error)[:300]) from None


async def _read(response: aiohttp.ClientResponse, limits: Limits) -> dict[str, Any]:
    headers = _fields(response.raw_headers)
    seen: dict[str, Any] = {
        "status": response.status,
        "headers": {name: value for name, value in headers.items() if name in KEPT_HEADERS},
    }
    if response.status in _REDIRECTS and "location" in headers:
        return seen | {"location": headers["location"]}
    if 200 <= response.status < 300:
        if int(headers.get("content-length", 0)) > limits.max_bytes:
            raise TooLargeError
        decoder = Decoder(headers.get("content-encoding", ""), limits.max_bytes)
        async for chunk in response.content.iter_any():
            decoder.feed(chunk)
        seen["body"] = decoder.finish()
    return seen


def _fields(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header fields by lower-case name: lists joined (RFC 9110, 5.3), of others the last.

    Values are UTF-8 or else latin-1. A validator that could not go back byte for byte is left out."""
    fields: dict[str, str] = {}
    for name, value in ((name.decode("latin-1").lower(), value) for name, value in raw):
        if name in _ECHOED and not _can_go_back(value):
            continue
        text = _location(value) if name == "location" else _text(value)
        fields[name] = f"{fields[name]}, {text}" if name in _LISTS and name in fields else text
    return fields


def _can_go_back(value: bytes) -> bool:
    """True for what aiohttp sends as it came: text in UTF-8 without control characters."""
    return _text(value).encode() == value and not any((byte < 32 and byte != 9) or byte == 127 for byte in value)


def _location(value: bytes) -> str:
    """Where a redirect leads, bytes of an encoding that we cannot know escaped."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return quote(value, safe=_AS_IS)


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _response(trip: _Trip, now: datetime, seen: dict[str, Any]) -> Response:
    status, body, headers = seen.get("status"), seen.get("body"), seen.get("headers", {})
    outcome = "failed" if status is None else "not_modified" if status == 304 else "http_error"
    wait = hold(status, headers, now)
    return Response(
        request=trip.request,
        fetch_id=str(uuid.uuid4()),
        requested_at=trip.sent_at or now,
        final_url=trip.url,
        status=status,
        outcome="ok" if body is not None else "held" if seen.get("until") else outcome,  # type: ignore[arg-type]
        reason=None if body is not None or status == 304 else seen.get("reason") or f"http_{status}",
        detail=seen.get("detail", ""),
        headers=headers,
        hops=tuple(trip.hops),
        body=body,
        size=len(body or b""),
        milliseconds=round((time.monotonic() - trip.began) * 1000) if trip.sent_at else 0,
        is_sent=trip.sent_at is not None,
        not_before=now + wait if wait else seen.get("until"),
    )


def _check(url: str, limits: Limits) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Broken("bad_url", f"{url}: {error}") from None
    if not urls.is_http(url):
        raise Broken("bad_url", f"{url}: neither http nor https")
    host = parts.hostname or ""
    if addresses.is_odd_number(host):
        raise Broken("refused_address", f"{host}: a number for a host")
    if addresses.is_address(host) and (problem := addresses.verdict(host, host, port, limits.allow_private)):
        raise Broken("refused_address", problem)


def _headers(request: Request) -> dict[str, str]:
    headers = {"Accept": _ACCEPT_TYPES, "Accept-Encoding": ACCEPT}
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    return headers


def _reason(error: BaseException) -> str:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns"
    if isinstance(error, aiohttp.ClientSSLError):
        return "tls"
    if isinstance(error, aiohttp.ClientPayloadError):
        return "truncated"
    if isinstance(error, aiohttp.ClientResponseError | aiohttp.http_exceptions.HttpProcessingError):
        return "malformed"
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return "bad_url"
    return "connect"
