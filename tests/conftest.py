"""What several tests need: a news site, a home, one Prefect server for all that run a flow."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import Home, home_at
from tests.web.site import NewsSite

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def site() -> Iterator[NewsSite]:
    """A news site that serves nothing yet."""
    with NewsSite() as running:
        yield running


@dataclass(frozen=True)
class Server:
    """A Prefect server that is running or about to, and its database."""

    url: str
    database: str
    process: subprocess.Popen[bytes]


SERVER = pytest.StashKey[Server]()


LONGEST = ("tests/clean/test_pathological.py", "tests/test_entities.py", "tests/flows/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that no process is left alone with one of them at the end."""
    items.sort(
        key=lambda item: next((at for at, path in enumerate(LONGEST) if item.nodeid.startswith(path)), len(LONGEST))
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start the Prefect server where a test will ask for it: it takes its ten seconds while others run."""
    if session.config.option.collectonly or not any("prefect_server" in _fixtures(item) for item in session.items):
        return
    folder = tempfile.TemporaryDirectory()
    session.config.add_cleanup(folder.cleanup)
    session.config.stash[SERVER] = server = _start(Path(folder.name))
    session.config.add_cleanup(lambda: _stop(server.process))


def _fixtures(item: pytest.Item) -> list[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else []


def _start(folder: Path) -> Server:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    database = f"sqlite+aiosqlite:///{folder / 'prefect.db'}"
    given = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": database, "PREFECT__SERVER_EPHEMERAL": "1"}
    environment = {**os.environ, **given, "PREFECT_HOME": str(folder), "PREFECT_SERVER_LOGGING_LEVEL": "WARNING"}
    app = ["prefect.server.api.server:create_app", "--factory", "--log-level", "error"]
    command = [sys.executable, "-m", "uvicorn", *app, "--host", "127.0.0.1", "--port", port]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    return Server(f"http://127.0.0.1:{port}/api", database, process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(server: Server, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while server.process.poll() is None and time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(f"{server.url}/health", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    pytest.fail(f"no Prefect server at {server.url} (exit status {server.process.poll()})")


@pytest.fixture(scope="session")
def prefect_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a Prefect server with a database of its own."""
    from prefect import settings
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    server = request.config.stash[SERVER]
    updates = {
        settings.PREFECT_API_URL: server.url,
        settings.PREFECT_SERVER_DATABASE_CONNECTION_URL: server.database,
        settings.PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,  # its thread keeps every flow waiting for a second at its end
    }
    _wait_for(server)
    with settings.temporary_settings(set_defaults=None, updates=updates):
        yield server.url
        APILogWorker.drain_all()
        EventsWorker.drain_all()


@pytest.fixture
def home(tmp_path: Path, site: NewsSite, prefect_server: str) -> Iterator[Home]:
    """An empty home whose runs may reach the site."""
    with home_at(tmp_path, site, prefect_server) as ready:
        yield ready


@pytest.fixture
def shared() -> Path:
    """The folder of corpora beside the project; tests that read it skip where it is not there."""
    if not SHARED.is_dir():
        pytest.skip(f"no corpora at {SHARED}")
    return SHARED
