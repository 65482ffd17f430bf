"""Processes for tests, forked from a server that has imported all they need: imports are most of a short command's time.

The same server makes the workers of pools, those of this process and those of its children. It has more threads than the
one of a pool, for duckdb and pyarrow start some at their import; what Python reads of its environment at its start
(`PYTHONUTF8` and the like) is the server's.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from pkgutil import resolve_name
from typing import IO, Any

_PRELOADED = ["newsledger.warm", "flows.cli", "flows.ingest", "tests.children"]
_NEWSLEDGER = "flows.cli:main"
_SERVER = forkserver._forkserver  # type: ignore[attr-defined]  # CPython's own tests restart it by this name


@cache
def context() -> ForkServerContext:
    """The server, which begins its imports at the first call. No pool may be open then."""
    _SERVER._stop()  # one that a pool began would know the stages only
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    forkserver.ensure_running()
    return context


def child(
    function: Callable[..., object],
    *arguments: Any,
    environment: Mapping[str, str] = os.environ,
    streams: Sequence[Connection] = (),
) -> ForkServerProcess:
    """A process that will run the function when it is started, in the current folder; `streams` for what it prints."""
    return context().Process(target=_here, args=(streams, Path.cwd(), dict(environment), function, arguments))


@dataclass(frozen=True)
class Command:
    """`newsledger` running in a child, and what it prints."""

    process: ForkServerProcess
    stdout: IO[str]
    stderr: IO[str]


def start_command(arguments: Sequence[str], environment: Mapping[str, str]) -> Command:
    """`newsledger` with these arguments and this environment, in the current folder, left running."""
    pipes = [os.pipe(), os.pipe()]
    process = _started(arguments, environment, _NEWSLEDGER, [end for _, end in pipes])
    return Command(process, *(os.fdopen(end) for end, _ in pipes))


def run_command(
    arguments: Sequence[str], environment: Mapping[str, str], main: str = _NEWSLEDGER
) -> subprocess.CompletedProcess[str]:
    """As `start_command`, waited for: what it printed and how it ended. `main` is the function behind another command."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = _started(arguments, environment, main, [os.dup(file.fileno()) for file in (out, err)])
        process.join(120)
        code = process.exitcode
        if code is None:
            process.kill()
            process.join()
        for file in (out, err):
            file.seek(0)
        if code is None:
            raise subprocess.TimeoutExpired(list(arguments), 120, out.read(), err.read())
        return subprocess.CompletedProcess(list(arguments), code, out.read(), err.read())


def _started(
    arguments: Sequence[str], environment: Mapping[str, str], main: str, ends: Sequence[int]
) -> ForkServerProcess:
    """A command that writes to these file descriptors, which are closed here."""
    streams = [Connection(end, readable=False) for end in ends]
    process = child(_command, arguments, main, environment=environment, streams=streams)
    process.start()
    for stream in streams:
        stream.close()
    return process


def _here(
    streams: Sequence[Connection],
    folder: Path,
    environment: Mapping[str, str],
    function: Callable[..., object],
    arguments: Sequence[Any],
) -> None:
    """The function in this folder and environment, and not in those that the server began with."""
    for number, stream in enumerate(streams, 1):
        os.dup2(stream.fileno(), number)
        stream.close()
    from prefect.context import refresh_global_settings_context

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    refresh_global_settings_context()
    # pools take their workers from the child's own server too; left alone they would start one each
    _SERVER.ensure_running = forkserver.ensure_running = resource_tracker.ensure_running
    function(*arguments)


def _command(arguments: Sequence[str], main: str) -> None:
    sys.argv = ["newsledger", *arguments]
    atexit._clear()  # the server's own
    try:
        resolve_name(main)()
    finally:
        atexit._run_exitfuncs()  # which a forked process leaves out
