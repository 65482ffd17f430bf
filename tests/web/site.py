"""A small news site on loopback: feeds, articles and trouble, with every request written down.

Pages are given as bytes; a path can be made slow, broken or absent. Answers conditional requests by ETag."""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

import yaml


@dataclass
class Served:
    """What a path answers: body, media type, status, and seconds to wait before it."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    delay: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    status: int


class NewsSite:
    """Use as a context manager; `serve` puts a path up, `asked` lists the requests so far."""

    def __init__(self) -> None:
        self.paths: dict[str, Served] = {}
        self.first: dict[str, list[Served]] = {}
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> NewsSite:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def origin(self) -> str:
        """host:port, as NEWSLEDGER_ALLOW_PRIVATE wants it."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def url(self, path: str) -> str:
        """The absolute address of a path."""
        return f"http://{self.origin}{path}"

    def serve(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **more: object) -> str:
        """Put a body up at a path; returns its address."""
        data = body.encode() if isinstance(body, str) else body
        self.paths[path] = Served(data, kind, **more)  # type: ignore[arg-type]
        return self.url(path)

    def answers_first(self, path: str, status: int, **headers: str) -> None:
        """Give this answer to the next request of a path only; what is served there comes after it."""
        self.first.setdefault(path, []).append(Served(b"", status=status, headers=headers))

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked.path == path for asked in self.asked)

    def sources_yaml(self, file: Path, *feeds: str, documents: tuple[str, ...] = ()) -> Path:
        """A sources file of one source with these feeds of the site, and documents relative to the file."""
        source = {
            "slug": "loopback-times",
            "name": "Loopback Times",
            "homepage": self.url("/"),
            "language": "en",
            "timezone": "Europe/London",
            "feeds": [self.url(path) for path in feeds],
        }
        listed = {"sources": [source], "documents": [{"path": path} for path in documents]}
        file.write_text(yaml.safe_dump(listed), encoding="utf-8")
        return file

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                first = site.first.get(self.path)
                served = first.pop(0) if first else site.paths.get(self.path, Served(b"nothing", "text/plain", 404))
                tag = f'"{hashlib.sha256(served.body).hexdigest()[:16]}"'
                known = served.status == 200 and self.headers.get("If-None-Match") == tag
                status = 304 if known else served.status
                site.asked.append(Asked(self.path, dict(self.headers), status))
                time.sleep(served.delay)
                self._answer(status, served, tag)

            def _answer(self, status: int, served: Served, tag: str) -> None:
                body = b"" if status == 304 else served.body
                self.send_response(status)
                given = {"Content-Type": served.kind, "ETag": tag, "Content-Length": str(len(body)), **served.headers}
                for name, value in given.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Silence: `asked` is the log."""

        return Handler
