"""What may lie between the network and a reader who is slower: so many responses, and so many bytes."""

from __future__ import annotations

import asyncio


class Room:
    """Lives in the fetcher's loop. Whoever enters waits until there is a place and the bytes inside are few enough."""

    def __init__(self, places: int, size: int) -> None:
        self._places, self._left = places, size
        self._changed = asyncio.Event()

    async def enter(self) -> None:
        """Wait for a place and take it."""
        while self._places <= 0 or self._left <= 0:
            self._changed.clear()
            await self._changed.wait()
        self._places -= 1

    def fill(self, size: int) -> None:
        """A response of so many bytes has come."""
        self._left -= size

    def leave(self, size: int) -> None:
        """A response of so many bytes was taken."""
        self._places += 1
        self._left += size
        self._changed.set()


class Ticket:
    """A request's place in the room; taken once, however often the request is tried."""

    def __init__(self, room: Room | None) -> None:
        self._room = room

    async def take(self) -> None:
        """Wait for the place."""
        room, self._room = self._room, None
        if room:
            await room.enter()
