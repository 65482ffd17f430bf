"""Processes for tests, forked from a server that has imported all they need: imports are most of a short command's time.

The same server makes the workers of pools, those of this process and those of its children.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from pkgutil import resolve_name
from typing import IO, Any

_PRELOADED = ["newsledger.warm", "flows.cli", "flows.ingest", "tests.children"]
_NEWSLEDGER = "flows.cli:main"
_SERVER = forkserver._forkserver  # type: ignore[attr-defined]  # CPython's own tests restart it by this name


@cache
def context() -> ForkServerContext:
    """The server, which begins its imports at the first call."""
    _SERVER._stop()  # one that a pool began would know the stages only
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    forkserver.ensure_running()
    return context


def child(
    function: Callable[..., object], *arguments: Any, environment: Mapping[str, str] = os.environ
) -> ForkServerProcess:
    """A process that will run the function when it is started, in the current folder."""
    return context().Process(target=_here, args=(Path.cwd(), dict(environment), function, arguments))


@dataclass(frozen=True)
class Command:
    """`newsledger` running in a child, and what it prints."""

    process: ForkServerProcess
    stdout: IO[str]
    stderr: IO[str]


def start_command(arguments: Sequence[str], environment: Mapping[str, str]) -> Command:
    """`newsledger` with these arguments and this environment, in the current folder, left running."""
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{folder}/out", f"{folder}/err"]
        for file in files:
            os.mkfifo(file)
        process = _started(arguments, environment, files)
        return Command(process, *map(open, files))


def run_command(
    arguments: Sequence[str], environment: Mapping[str, str], main: str = _NEWSLEDGER
) -> subprocess.CompletedProcess[str]:
    """As `start_command`, waited for: what it printed and how it ended. `main` is the function behind another command."""
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{folder}/out", f"{folder}/err"]
        process = _started(arguments, environment, files, main)
        process.join(120)
        if process.is_alive():
            process.kill()
            raise subprocess.TimeoutExpired(list(arguments), 120)
        out, err = (Path(file).read_text("utf-8") for file in files)
        return subprocess.CompletedProcess(list(arguments), process.exitcode or 0, out, err)


def _started(
    arguments: Sequence[str], environment: Mapping[str, str], files: Sequence[str], main: str = _NEWSLEDGER
) -> ForkServerProcess:
    process = child(_command, arguments, files, main, environment=environment)
    process.start()
    return process


def _here(
    folder: Path, environment: Mapping[str, str], function: Callable[..., object], arguments: Sequence[Any]
) -> None:
    """The function in this folder and environment, and not in those that the server began with."""
    from prefect.context import refresh_global_settings_context

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    refresh_global_settings_context()
    # pools take their workers from the child's own server too; left alone they would start one each
    _SERVER.ensure_running = forkserver.ensure_running = resource_tracker.ensure_running
    function(*arguments)


def _command(arguments: Sequence[str], files: Sequence[str], main: str) -> None:
    for number, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), number)
    sys.argv = [main, *arguments]
    resolve_name(main)()
