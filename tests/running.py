"""Running newsledger in tests: the flow in this process, or a command as a user would type it."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsledger.warehouse import Warehouse, connection, open_published, open_state
from tests import children
from tests.web.site import NewsSite

COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]
COUNTED = (
    "sources",
    "feeds",
    "fetches",
    "entries",
    "articles",
    "article_versions",
    "facts",
    "fact_evidence",
    "quarantine",
)


@dataclass(frozen=True)
class Home:
    """A place for state, and the sources file that runs in it read."""

    path: Path
    sources: Path
    environment: dict[str, str]

    def ingest(self, now: datetime | None = None, **more: Any) -> dict[str, Any]:
        """One pass of the flow in this process; the first finds a migrated file, which a command's does not."""
        from flows.ingest import ingest

        self.path.mkdir(exist_ok=True)
        _begin(self.path / "state.duckdb")
        report: dict[str, Any] = ingest(sources=str(self.sources), home=str(self.path), now=now, **more)
        return report

    def sql(self, query: str) -> list[dict[str, Any]]:
        """Rows of the published copy."""
        with open_published(self.path / "news.duckdb") as warehouse:
            rows: list[dict[str, Any]] = warehouse.table(query).to_pylist()
        return rows

    def one(self, query: str) -> Any:
        """The only value of the only row."""
        (row,) = self.sql(query)
        (value,) = row.values()
        return value

    def counts(self) -> dict[str, int]:
        """Rows a table of the ledger."""
        return {name: self.one(f"SELECT count(*) FROM ledger.{name}") for name in COUNTED}

    def state(self, name: str, **given: Any) -> list[dict[str, Any]]:
        """Rows of one of the kept reads over the working file."""
        with open_state(self.path / "state.duckdb", 10, read_only=True) as warehouse:
            return [dict(row) for row in warehouse.read(name, **given)]

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A command in a process of its own, its lines as wide as where no terminal says how wide it is."""
        full = self.environment | {"COLUMNS": "200", "NEWSLEDGER_HOME": str(self.path), **environment}
        return children.run_command(arguments, full)

    def start(self, *arguments: str, **environment: str) -> children.Command:
        """A command that is left running."""
        full = self.environment | {"NEWSLEDGER_HOME": str(self.path), **environment}
        return children.start_command(arguments, full)


@contextmanager
def warehouse_at(path: Path) -> Iterator[Warehouse]:
    """The working file at a path, migrated and empty where there is none yet."""
    _begin(path)
    with open_state(path, 5) as opened:
        yield opened


def _begin(path: Path) -> None:
    if not path.exists():
        shutil.copyfile(_migrated(), path)


@cache
def _migrated() -> Path:
    """The file that others are copied from: migrating one takes longer than most tests do."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    path = Path(folder) / "state.duckdb"
    with open_state(path, 5) as opened:
        opened.migrate()
    return path


@contextmanager
def home_at(folder: Path, site: NewsSite, server: str) -> Iterator[Home]:
    """An empty home in a folder, whose runs may reach the site and know the Prefect server."""
    given = {"NEWSLEDGER_ALLOW_PRIVATE": site.origin, "NEWSLEDGER_HOST_DELAY": "0", "NEWSLEDGER_WORKERS": "1"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**given, "PREFECT_API_URL": server}.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        yield Home(folder / "data", folder / "sources.yaml", dict(os.environ))


def older_file(path: Path, before: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A warehouse file as the release before migration `before` left it."""
    shutil.copytree(connection.SQL, folder)
    for migration in (folder / "migrations").glob("*.sql"):
        if migration.stem >= before:
            migration.unlink()
    (folder / "marts" / "views.sql").write_text("SELECT 1")
    with monkeypatch.context() as patched, open_state(path, 5) as opened:
        patched.setattr(connection, "SQL", folder)
        connection._sql.cache_clear()
        opened.migrate()
    connection._sql.cache_clear()
