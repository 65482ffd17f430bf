"""A server that misbehaves: each path answers the bytes it is told to, at the pace it is told to."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
import time
from dataclasses import dataclass
from types import TracebackType

from tests.web.loopback import Loopback

Script = tuple[bytes | float, ...]  # bytes to send, seconds to wait


@dataclass(frozen=True)
class Seen:
    """A request as it came in, and when (monotonic seconds)."""

    path: str
    headers: dict[str, str]
    at: float


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole and honest answer; a header given replaces ours, an underscore stands for a hyphen."""
    given = {"Content-Length": str(len(body)), "Connection": "close"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


class HostileServer(Loopback):
    """Use as a context manager. `scripts` maps a path to what it answers; `seen` lists the requests."""

    def __init__(self) -> None:
        self.scripts: dict[str, Script] = {}
        self.seen: list[Seen] = []
        self._over = threading.Event()
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                outer._talk(self.request)

        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.block_on_close = False
        super().__init__(server)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        super().__exit__(kind, error, at)

    def serve(self, path: str, *script: bytes | float) -> str:
        """Put a script up at a path; returns its address."""
        self.scripts[path] = script
        return f"http://{self.origin}{path}"

    def headers(self, path: str) -> list[dict[str, str]]:
        """The headers of every request of a path, names in lower case."""
        return [one.headers for one in self.seen if one.path == path]

    def _talk(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            head = self._head(connection)
            path = head[0].split(" ")[1] if head else ""
            fields = (line.partition(": ") for line in head[1:])
            self.seen.append(Seen(path, {name.lower(): value for name, _, value in fields}, time.monotonic()))
            for step in self.scripts.get(path, (answer(status="404 Not Found"),)):
                if isinstance(step, bytes):
                    connection.sendall(step)
                elif self._over.wait(step):
                    return

    def _head(self, connection: socket.socket) -> list[str]:
        connection.settimeout(5)
        head = b""
        while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
            head += piece
        return head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
