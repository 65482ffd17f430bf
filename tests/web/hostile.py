"""A site on loopback that answers byte for byte as it is told, wrong as that may be, and writes down what it was asked.

A path's script is made of bytes to send and seconds to wait; the connection is closed at its end."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

Step = bytes | float
LONGEST = 20.0  # seconds that a connection lives, whatever the script says


def answer(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """A whole answer with a correct Content-Length unless `headers` give another framing."""
    lines = list(headers)
    if not any(line.lower().startswith(("content-length:", "transfer-encoding:")) for line in lines):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """An answer that sends the client elsewhere."""
    return answer(b"", f"Location: {location}", status=status)


@dataclass(frozen=True)
class Asked:
    """A request as it came in: names in lower case, values as latin-1 so that every byte is kept, monotonic seconds."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass(frozen=True)
class Script:
    """What a path sends: `steps`, then `forever` over and over, then hang up unless the connection `stays`."""

    steps: Sequence[Step]
    forever: Sequence[Step] = ()
    stays: bool = False


class HostileSite:
    """Use as a context manager. `connections` counts every one made, `most_open` the answers under way at once."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.connections = self.open = self.most_open = 0
        self._scripts: dict[str, Script] = {}
        self._talks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="hostile", daemon=True)

    def __enter__(self) -> HostileSite:
        self._thread.start()
        starting = asyncio.start_server(self._talk, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result(5)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def origin(self) -> str:
        """host:port, as an allow list wants it."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The absolute address of a path."""
        return f"http://{self.origin}{path}"

    def serve(self, path: str, *steps: Step, forever: Sequence[Step] = (), stays: bool = False) -> str:
        """Put a script up at a path; returns its address."""
        self._scripts[path] = Script(steps, forever, stays)
        return self.url(path)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task
        self._talks.add(task)
        try:
            async with asyncio.timeout(LONGEST):
                while await self._turn(reader, writer):
                    pass
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client hung up, or the test is over
        finally:
            self._talks.discard(task)
            writer.close()

    async def _turn(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection goes on."""
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = first.split(" ", 1)[1].rsplit(" ", 1)[0]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        self.asked.append(Asked(path, headers, time.monotonic()))
        script = self._scripts.get(path, Script([answer(b"nothing", status="404 Not Found")]))
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            await _play(script, writer)
        finally:
            self.open -= 1
        return script.stays

    async def _stop(self) -> None:
        self._server.close()
        for task in list(self._talks):
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*self._talks, return_exceptions=True)


async def _play(script: Script, writer: asyncio.StreamWriter) -> None:
    for step in itertools.chain(script.steps, itertools.cycle(script.forever)):
        if isinstance(step, bytes):
            writer.write(step)
            await writer.drain()
        else:
            await asyncio.sleep(step)
        if writer.is_closing():
            return
