"""The schedules of prefect.yaml become runs: Prefect's own scheduler makes them, on the libraries of the lock."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from contextlib import chdir
from pathlib import Path

import pytest
import yaml

from tests import children

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]


@pytest.fixture(scope="module")
def deployed(prefect_server: str) -> None:
    """The deployments of prefect.yaml, put on the server as the README says."""
    from prefect import get_client
    from prefect.client.schemas.actions import WorkPoolCreate

    with get_client(sync_client=True) as client:
        pool = WorkPoolCreate(name="newsledger", type="process").model_dump(mode="json")
        assert client.request("POST", "/work_pools/", json=pool).status_code == 201
    environment = os.environ | {"PREFECT_API_URL": prefect_server}
    with chdir(ROOT):
        done = children.run_command(("--no-prompt", "deploy", "--all"), environment, "prefect.cli:app")
    assert done.returncode == 0, done.stdout + done.stderr


def _scheduled() -> Counter[str]:
    """How many runs wait for their time, by the name of their deployment."""
    from prefect import get_client
    from prefect.client.schemas.filters import FlowRunFilter

    waiting = FlowRunFilter.model_validate({"state": {"type": {"any_": ["SCHEDULED"]}}})
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_run_filter=waiting)
        return Counter(client.read_deployment(run.deployment_id).name for run in runs if run.deployment_id)


def test_one_pass_of_the_scheduler_makes_runs_of_every_deployment(deployed: None) -> None:
    # the tests' server leaves its scheduler out, so one pass of it runs here, on that server's database
    from prefect.server.services.scheduler import schedule_deployments

    assert _scheduled() == {}
    asyncio.run(schedule_deployments())
    made = _scheduled()
    assert set(made) == {deployment["name"] for deployment in DEPLOYMENTS}
    assert min(made.values()) >= 3
