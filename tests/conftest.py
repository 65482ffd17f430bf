"""What several tests need: a news site, a home, one Prefect server for all that run a flow."""

from __future__ import annotations

from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[str]:
    """The address of a Prefect server with a database of its own."""
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    # a heartbeat's thread keeps every flow waiting for a second at its end
    without_heartbeat = temporary_settings(set_defaults=None, updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})
    with prefect_test_harness(server_startup_timeout=180), without_heartbeat:
        yield str(PREFECT_API_URL.value())


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
