"""Many requests at once: an event loop in a thread of its own, hosts apart from each other, bounded in memory."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial

import aiohttp

from newsledger import urls
from newsledger.fetch.exchange import Broken, connector, exchange
from newsledger.fetch.gate import Gate
from newsledger.fetch.holds import is_worth_another_try
from newsledger.fetch.hosts import Hosts
from newsledger.fetch.limits import Limits
from newsledger.fetch.robots import LONGEST, Rules
from newsledger.fetch.room import Room, Ticket
from newsledger.records import Host, Request, Response

WAITING = 64 * 1024 * 1024  # bytes of bodies that may wait for the reader before no more requests are sent
Clock = Callable[[], datetime]


class Fetcher:
    """A context manager around one session. `stream` may be called from several threads.

    `known` is what earlier runs learned of hosts."""

    def __init__(self, limits: Limits, known: Iterable[Host] = ()) -> None:
        self._limits = limits
        self._hosts = Hosts(known)
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
        """Responses in order of completion. A reader that stops taking them stops the fetching soon after.

        A host that has not come to an end after `host_time` gets no more requests: those have no response here."""
        done: queue.Queue[Response | None] = queue.Queue()
        room = Room(2 * self._limits.concurrency, WAITING)
        work = asyncio.run_coroutine_threadsafe(self._run(list(requests), now, done, room), self._loop)
        try:
            while (response := done.get()) is not None:
                self._loop.call_soon_threadsafe(room.leave, response.size)
                yield response
            work.result()
        finally:
            work.cancel()

    def take_changed_hosts(self) -> list[Host]:
        """What was learned of hosts since the last call: robots.txt and hold-offs, to be kept for the next run."""
        return self._hosts.take_changed()

    async def _open(self) -> None:
        self._gates: dict[str, Gate] = defaultdict(lambda: Gate(self._limits.per_host, self._limits.host_delay))
        self._asking: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._slots = asyncio.Semaphore(self._limits.concurrency)
        # names are looked up in threads: with asyncio's own few, one dead name server would keep everybody waiting
        self._loop.set_default_executor(ThreadPoolExecutor(self._limits.concurrency, "resolver"))
        self._session = aiohttp.ClientSession(
            connector=connector(self._limits),
            headers={"User-Agent": self._limits.user_agent},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),  # exchange() has a deadline of its own
            auto_decompress=False,
            trust_env=False,
        )

    async def _run(self, requests: list[Request], now: Clock, done: queue.Queue[Response | None], room: Room) -> None:
        lanes: dict[str, list[Request]] = defaultdict(list)
        for request in requests:
            lanes[urls.origin(request.url)].append(request)
        try:
            async with asyncio.TaskGroup() as group:
                for lane in lanes.values():
                    waiting = iter(lane)
                    # more than the host's slots, so that redirects into a slow host do not hold up this one
                    for _ in range(min(len(lane), 2 * self._limits.per_host)):
                        group.create_task(self._drain(waiting, now, done, room))
        finally:
            done.put(None)

    async def _drain(self, lane: Iterator[Request], now: Clock, done: queue.Queue[Response | None], room: Room) -> None:
        until = time.monotonic() + self._limits.host_time
        for request in lane:
            if time.monotonic() > until:
                return  # so that one slow host does not hold up the next run of all the others
            ticket = Ticket(room)
            response = await self._answer(request, now, ticket)
            await ticket.take()
            room.fill(response.size)
            done.put(response)

    async def _answer(self, request: Request, now: Clock, ticket: Ticket) -> Response:
        """The response to one request, tried again where that may help, with all that had to be asked before it."""
        before: list[Response] = []
        turn = partial(self._turn, request, now, ticket, before)
        for pause in (self._limits.retry_pause * 2**attempt for attempt in range(self._limits.retries)):
            response = self._note(await exchange(self._session, self._limits, turn, request, now))
            if not is_worth_another_try(response.reason):
                return replace(response, before=tuple(before))
            before.append(response)
            await asyncio.sleep(pause)
        last = self._note(await exchange(self._session, self._limits, turn, request, now))
        return replace(last, before=tuple(before))

    def _note(self, response: Response) -> Response:
        """Remember the hold-off that an answer asks for."""
        if response.not_before and response.outcome != "held":
            self._hosts.hold(response.final_url, response.not_before, response.reason or response.outcome)
        return response

    @asynccontextmanager
    async def _turn(
        self, request: Request, now: Clock, ticket: Ticket, before: list[Response], url: str
    ) -> AsyncIterator[None]:
        """robots.txt first, then a slot of the host, then one of ours: who waits for a host is in nobody's way."""
        if request.obeys_robots:
            self._obey_robots(url, await self._robots(url, now, before))
        self._respect_hold(url, now)  # at once: nobody waits in line for a host that is not to be asked
        async with AsyncExitStack() as stack:

            async def ready() -> None:
                await ticket.take()
                await stack.enter_async_context(self._slots)
                self._respect_hold(url, now)

            await stack.enter_async_context(self._gates[_host(url)].turn(ready))
            yield

    def _respect_hold(self, url: str, now: Clock) -> None:
        until = self._hosts.held_until(url, now())
        if until:
            raise Broken("held", f"{urls.domain(url)} asked to be left alone until {until:%Y-%m-%d %H:%M} UTC", until)

    async def _robots(self, url: str, now: Clock, before: list[Response]) -> Rules:
        """The rules of an address's origin, asked for where they are not known; the requests made go to `before`."""
        async with self._asking[urls.origin(url)]:
            self._respect_hold(url, now)
            if known := self._hosts.robots(url, now()):
                return known
            answer = await self._answer(Request("robots", f"{urls.origin(url)}/robots.txt"), now, Ticket(None))
            asked = (*answer.before, answer)
            before += [replace(one, body=None, before=()) for one in asked if one.is_sent]
            if answer.not_before:  # a host that wants to be left alone has said nothing about its pages
                raise Broken("held", f"{urls.origin(url)}/robots.txt: {answer.reason}", answer.not_before)
            if answer.reason == "refused_address" and not answer.hops:
                raise Broken(answer.reason, answer.detail)
            return self._hosts.learn_robots(url, _robots_status(answer), _text(answer), now())

    def _obey_robots(self, url: str, rules: Rules) -> None:
        """Take robots.txt's word for the address, and its delay for the host."""
        if reason := rules.verdict(url, self._limits.user_agent):
            raise Broken(reason, f"{urls.origin(url)}/robots.txt")
        delay = min(rules.crawl_delay(self._limits.user_agent) or 0.0, self._limits.max_crawl_delay)
        self._gates[_host(url)].delay = max(self._limits.host_delay, delay)


def _robots_status(answer: Response) -> int | None:
    """The answer's status; redirects that lead nowhere count as the redirect that they are (RFC 9309, 2.3.1.2)."""
    return answer.hops[-1][0] if answer.reason in ("redirect_loop", "too_many_redirects") else answer.status


def _text(answer: Response) -> str:
    return (answer.body or b"")[: LONGEST + 1].decode("utf-8", "replace")


def _host(url: str) -> str:
    """Who has to bear a request: a host by whichever scheme, and every other port as one of its own."""
    return urls.origin(url).partition("://")[2].removesuffix(":443").removesuffix(":80")
