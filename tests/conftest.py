"""What several tests need: a news site, a home, one Prefect server for all that run a flow."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests import children
from tests.running import Home, home_at
from tests.web.site import NewsSite

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def site() -> Iterator[NewsSite]:
    """A news site that serves nothing yet."""
    with NewsSite() as running:
        yield running


FOLDER = pytest.StashKey[Path]()
SERVER = pytest.StashKey[dict[str, Any]]()


def pytest_configure(config: pytest.Config) -> None:
    """A folder for what the processes of a run share; whoever made it ends the server that they left in it."""
    if hasattr(config, "workerinput"):
        config.stash[FOLDER] = Path(config.workerinput["folder"])
        return
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # the server may still be at it
    config.stash[FOLDER] = Path(folder.name)
    config.add_cleanup(folder.cleanup)
    config.add_cleanup(partial(_stop_server, config.stash[FOLDER]))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the server ends then too


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of pytest-xdist where that folder is."""
    node.workerinput["folder"] = str(node.config.stash[FOLDER])


LONGEST = (
    "tests/clean/test_pathological.py",
    "tests/test_entities.py",
    "tests/flows/",
    "tests/feeds/test_fuzz.py",
    "tests/test_warehouse.py",
    "tests/test_copies.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that no process is left alone with one of them at the end."""
    items.sort(
        key=lambda item: next((at for at, path in enumerate(LONGEST) if item.nodeid.startswith(path)), len(LONGEST))
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start what a test will ask for, the Prefect server and the server of children: they take seconds while others run."""
    if session.config.option.collectonly or not any("prefect_server" in _fixtures(item) for item in session.items):
        return
    session.config.stash[SERVER] = _server(session.config.stash[FOLDER])
    children.context()


def _fixtures(item: pytest.Item) -> list[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else []


def _server(folder: Path) -> dict[str, Any]:
    """The run's Prefect server: its url, database and process id, written down by the process that comes first."""
    written = folder / "server.json"
    with FileLock(folder / "server.lock"):
        if not written.exists():
            started = json.dumps(_start_server(folder))
            (folder / "server.part").write_text(started)
            (folder / "server.part").rename(written)
    return dict(json.loads(written.read_text()))


def _start_server(folder: Path) -> dict[str, Any]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    database = f"sqlite+aiosqlite:///{folder / 'prefect.db'}"
    # the API alone, as `prefect server start --no-services` has it
    given = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": database, "PREFECT__SERVER_WEBSERVER_ONLY": "1"}
    environment = {**os.environ, **given, "PREFECT_HOME": str(folder), "PREFECT_SERVER_LOGGING_LEVEL": "WARNING"}
    app = ["prefect.server.api.server:create_app", "--factory", "--log-level", "error"]
    command = [sys.executable, "-m", "uvicorn", *app, "--host", "127.0.0.1", "--port", port]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    return {"url": f"http://127.0.0.1:{port}/api", "database": database, "pid": process.pid}


def _stop_server(folder: Path) -> None:
    if not (folder / "server.json").exists():
        return
    process = _server(folder)["pid"]
    for sent in (*[signal.SIGTERM] * 50, signal.SIGKILL):  # it may be about its start still
        if not _is_running(process):
            break
        os.kill(process, sent)
        time.sleep(0.1)


def _is_running(process: int) -> bool:
    with suppress(ChildProcessError):
        os.waitpid(process, os.WNOHANG)  # a child of this process that has ended stays until it is asked for
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_for(server: dict[str, Any], log: Path, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while _is_running(server["pid"]) and time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(f"{server['url']}/health", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    pytest.fail(f"no Prefect server at {server['url']}: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def prefect_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a Prefect server with a database of its own."""
    from prefect import settings
    from prefect.events.worker import EventsWorker

    server = request.config.stash[SERVER]
    updates = {
        settings.PREFECT_API_URL: server["url"],
        settings.PREFECT_SERVER_DATABASE_CONNECTION_URL: server["database"],
        settings.PREFECT_LOGGING_TO_API_ENABLED: False,
        settings.PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,  # its thread keeps every flow waiting for a second at its end
    }
    _wait_for(server, request.config.stash[FOLDER] / "server.log")
    with settings.temporary_settings(set_defaults=None, updates=updates):
        yield server["url"]
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
