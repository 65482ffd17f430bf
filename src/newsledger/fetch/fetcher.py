"""Many requests at once: an event loop in a thread of its own, hosts apart from each other, bounded in memory."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp

from newsledger.fetch.exchange import connector, exchange
from newsledger.fetch.gate import Gate
from newsledger.fetch.limits import Limits
from newsledger.records import Request, Response

_END = object()


class Fetcher:
    """A context manager around one session. `stream` may be called from several threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fetcher", daemon=True)

    def __enter__(self) -> Fetcher:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        return self

    def __exit__(self, *error: object) -> None:
        asyncio.run_coroutine_threadsafe(self._session.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def stream(self, requests: Iterable[Request], now: Callable[[], datetime]) -> Iterator[Response]:
        """Responses in order of completion. A reader that stops taking them stops the fetching soon after."""
        done: queue.Queue[object] = queue.Queue()
        room = threading.Semaphore(2 * self._limits.concurrency)  # fetched, not yet taken
        work = asyncio.run_coroutine_threadsafe(self._run(list(requests), now, done, room), self._loop)
        try:
            while (item := done.get()) is not _END:
                room.release()
                assert isinstance(item, Response)
                yield item
            work.result()
        finally:
            work.cancel()

    async def _open(self) -> None:
        self._gates: dict[str, Gate] = defaultdict(lambda: Gate(self._limits.per_host, self._limits.host_delay))
        self._slots = asyncio.Semaphore(self._limits.concurrency)
        self._session = aiohttp.ClientSession(
            connector=connector(self._limits),
            headers={"User-Agent": self._limits.user_agent},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),  # exchange() has a deadline of its own
            auto_decompress=False,
            trust_env=False,
        )

    async def _run(
        self, requests: list[Request], now: Callable[[], datetime], done: queue.Queue[object], room: threading.Semaphore
    ) -> None:
        lanes: dict[str, list[Request]] = defaultdict(list)
        for request in requests:
            lanes[_origin(request.url)].append(request)
        try:
            async with asyncio.TaskGroup() as group:
                for lane in lanes.values():
                    group.create_task(self._drain(iter(lane), now, done, room))
        finally:
            done.put(_END)

    async def _drain(
        self, lane: Iterator[Request], now: Callable[[], datetime], done: queue.Queue[object], room: threading.Semaphore
    ) -> None:
        for request in lane:
            while not room.acquire(blocking=False):
                await asyncio.sleep(0.01)
            done.put(await exchange(self._session, self._limits, self._turn, request, now()))

    @asynccontextmanager
    async def _turn(self, url: str) -> AsyncIterator[None]:
        """A slot of the host first, then one of ours: whoever waits for a host's delay is in nobody's way."""
        async with self._gates[_origin(url)].turn(), self._slots:
            yield


def _origin(url: str) -> str:
    return urlsplit(url).netloc.lower().rpartition("@")[2]
