"""Politeness: how many requests a host gets at once, and how long after one starts the next may."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager


class Gate:
    """Slots of one host. Waiting for one costs no other host anything. `delay` is in seconds and may grow."""

    def __init__(self, per_host: int, delay: float) -> None:
        self._slots = asyncio.Semaphore(per_host)
        self._starting = asyncio.Lock()
        self._next_start = 0.0
        self.delay = delay

    @asynccontextmanager
    async def turn(self, ready: Callable[[], Awaitable[object]]) -> AsyncIterator[None]:
        """Hold one of the host's slots, from its delay after the last start on and once `ready` lets us.

        The next start counts from this one, however long `ready` took: else a wait would end in a burst."""
        clock = asyncio.get_running_loop().time
        async with self._slots:
            async with self._starting:
                await asyncio.sleep(max(0.0, self._next_start - clock()))
                await ready()
                self._next_start = clock() + self.delay
            yield
