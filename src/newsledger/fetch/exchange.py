"""One request from its first hop to its body, and how each way of going wrong is called."""

from __future__ import annotations

import asyncio
import socket
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from newsledger import urls
from newsledger.fetch import addresses
from newsledger.fetch.decoding import ACCEPT, BadEncodingError, Decoder, TooLargeError
from newsledger.fetch.limits import Limits
from newsledger.records import Request, Response

KEPT_HEADERS = frozenset(
    "age cache-control content-encoding content-language content-type date etag expires last-modified link "
    "retry-after server x-robots-tag".split()
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT_TYPES = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"
)

Turn = Callable[[str], AbstractAsyncContextManager[None]]


class RefusedAddressError(OSError):
    """The guard's verdict on an address, raised where the socket would be made."""


class Broken(Exception):
    """An exchange that came to nothing: reason code and detail."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def connector(limits: Limits) -> aiohttp.TCPConnector:
    """Connections whose every socket passed the address guard, whatever the name resolved to."""

    def guarded(info: Any) -> socket.socket:
        family, kind, protocol, _, address = info
        problem = addresses.verdict(address[0], address[0], address[1], limits.allow_private)
        if problem:
            raise RefusedAddressError(problem)
        return socket.socket(family, kind, protocol)

    return aiohttp.TCPConnector(socket_factory=guarded, limit=0, ttl_dns_cache=60)


async def exchange(
    session: aiohttp.ClientSession, limits: Limits, turn: Turn, request: Request, now: datetime
) -> Response:
    """The response to a request after its redirects, under one deadline for all of it (waiting for turns apart)."""
    started, url = time.monotonic(), request.url
    hops: list[tuple[int, str]] = []
    seen: dict[str, Any] = {}
    try:
        for _ in range(limits.max_hops + 1):
            _check(url)
            async with turn(url):
                seen = await _one(session, limits, request if not hops else Request(request.key, url), url)
            if seen["status"] not in _REDIRECTS or "location" not in seen:
                return _response(request, now, url, hops, started, seen)
            hops.append((seen["status"], url))
            url = urljoin(url, seen["location"])
            if any(url == before for _, before in hops):
                raise Broken("redirect_loop", url)
        raise Broken("too_many_redirects", f"more than {limits.max_hops}")
    except Broken as error:
        seen = {"reason": error.reason, "detail": error.detail}
    return _response(request, now, url, hops, started, seen)


async def _one(session: aiohttp.ClientSession, limits: Limits, request: Request, url: str) -> dict[str, Any]:
    try:
        async with (
            asyncio.timeout(limits.timeout),
            session.get(URL(url, encoded=True), headers=_headers(request), allow_redirects=False) as response,
        ):
            return await _read(response, limits)
    except TimeoutError:
        raise Broken("timeout", f"no whole answer within {limits.timeout:g} s") from None
    except TooLargeError:
        raise Broken("too_large", f"more than {limits.max_bytes} bytes") from None
    except BadEncodingError as error:
        raise Broken("bad_encoding", str(error)) from None
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise Broken(_reason(error), str(error)[:300]) from None


async def _read(response: aiohttp.ClientResponse, limits: Limits) -> dict[str, Any]:
    headers = {name.lower(): value for name, value in response.headers.items()}
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


def _response(
    request: Request, now: datetime, url: str, hops: list[tuple[int, str]], started: float, seen: dict[str, Any]
) -> Response:
    status, body = seen.get("status"), seen.get("body")
    outcome = "failed" if status is None else "not_modified" if status == 304 else "http_error"
    return Response(
        request=request,
        fetch_id=str(uuid.uuid4()),
        requested_at=now,
        final_url=url,
        status=status,
        outcome="ok" if body is not None else outcome,  # type: ignore[arg-type]
        reason=None if body is not None or status == 304 else seen.get("reason") or f"http_{status}",
        detail=seen.get("detail", ""),
        headers=seen.get("headers", {}),
        hops=tuple(hops),
        body=body,
        size=len(body or b""),
        milliseconds=round((time.monotonic() - started) * 1000),
    )


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise Broken("bad_url", f"{url}: {error}") from None
    if not urls.is_http(url):
        raise Broken("bad_url", f"{url}: neither http nor https")
    if addresses.is_odd_number(parts.hostname or ""):
        raise Broken("refused_address", f"{parts.hostname}: a number for a host")


def _headers(request: Request) -> dict[str, str]:
    headers = {"Accept": _ACCEPT_TYPES, "Accept-Encoding": ACCEPT}
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    return headers


def _reason(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, RefusedAddressError):
            return "refused_address"
        cause = getattr(cause, "os_error", None) or cause.__cause__ or cause.__context__
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns"
    if isinstance(error, aiohttp.ClientSSLError):
        return "tls"
    if isinstance(error, aiohttp.ClientPayloadError):
        return "truncated"
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return "bad_url"
    return "connect"
