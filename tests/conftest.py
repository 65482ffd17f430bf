"""What several tests need: a news site, a home, one Prefect server for all that run a flow."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.running import Home
from tests.web.site import NewsSite

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def site() -> Iterator[NewsSite]:
    """A news site that serves nothing yet."""
    with NewsSite() as running:
        yield running


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[str]:
    """The address of a Prefect server with a database of its own."""
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield str(PREFECT_API_URL.value())


@pytest.fixture
def home(tmp_path: Path, site: NewsSite, prefect_server: str, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home whose runs may reach the site."""
    given: dict[str, Any] = {"ALLOW_PRIVATE": site.origin, "HOST_DELAY": "0", "WORKERS": "2"}
    for name, value in given.items():
        monkeypatch.setenv(f"NEWSLEDGER_{name}", value)
    monkeypatch.setenv("PREFECT_API_URL", prefect_server)
    monkeypatch.chdir(tmp_path)
    return Home(tmp_path / "data", tmp_path / "sources.yaml", dict(os.environ))


@pytest.fixture
def shared() -> Path:
    """The folder of corpora beside the project; tests that read it skip where it is not there."""
    if not SHARED.is_dir():
        pytest.skip(f"no corpora at {SHARED}")
    return SHARED
