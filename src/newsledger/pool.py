"""The process pool: CPU work on untrusted input, with a deadline an item that really ends it.

A killed or crashed worker takes its one item with it, never the batch. Workers are forked from a server, a process of
one thread that has imported the stages and nothing of the caller's, so that a new one is there at once and shares the
models with the others; their environment is that of the first pool. They are renewed after some hundreds of items, and
may allocate so much and no more (RLIMIT_DATA, setrlimit(2); without effect on macOS): one item's balloon is that item's
failure and not the machine's.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as DeadlineError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import forkserver
from threading import Lock
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from newsledger.records import Failure

T = TypeVar("T")
R = TypeVar("R")
MEMORY = 2 * 1024**3  # bytes; the worst page within the byte cap takes about a fifth of it
_AHEAD = 64  # items handed to the workers before the first of them is asked back
COLLECTS = (20_000, 20, 20)  # thresholds of gc: the usual ones cost a fifth of the time that a long text takes
_OUT_OF_MEMORY = 77  # exit code
_WARM = "newsledger.warm"  # what the server of workers imports


class Pool:
    """Worker processes for pure functions, each with `memory` bytes of data at most. Use as a context manager.

    Safe to share between threads."""

    def __init__(self, workers: int, renew_after: int = 2000, memory: int = MEMORY) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_WARM])
        forkserver.ensure_running()  # it imports while the caller goes on
        self._made = partial(
            ProcessPool,
            max_workers=workers,
            max_tasks=renew_after,
            initializer=_bound,
            initargs=(memory,),
            context=context,
        )
        self._pool: Any = self._made()
        self._renewal = Lock()
        self._is_over = False

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        with self._renewal:
            self._is_over = True
            end: Callable[[], None] = self._pool.stop if error[0] else self._pool.close
            end()
        self._pool.join()

    def map(
        self, function: Callable[[T], R], items: Iterable[T], deadline: float, failed: Callable[[T, str, str], Failure]
    ) -> Iterator[R | Failure]:
        """`function(item)` for each item, in order; `deadline` is in seconds of running, not of waiting.

        An item over its deadline, or whose worker died or raised, becomes `failed(item, reason, detail)` with reason
        `deadline`, `crash`, `out_of_memory` or `error`. Takes from `items` only some ahead of what is taken from it."""
        stream = iter(items)
        pending = deque((item, self._started(function, item, deadline)) for item in islice(stream, _AHEAD))
        while pending:
            item, wait_for = pending.popleft()
            yield _outcome(item, wait_for, deadline, failed)
            pending.extend((item, self._started(function, item, deadline)) for item in islice(stream, 1))

    def _started(self, function: Callable[[T], R], item: T, deadline: float) -> Callable[[], R]:
        """Starts the item; what comes back waits for its result, and starts it once more where the pool broke."""
        first = self._scheduled(function, item, deadline)

        def result() -> R:
            try:
                return _result(*first)
            except BrokenProcessPool:  # it may have been any item's doing, or none's: each has one more try
                return _result(*self._scheduled(function, item, deadline))

        return result

    def _scheduled(self, function: Callable[[T], R], item: T, deadline: float) -> tuple[Any, Future[R]]:
        with self._renewal:
            if self._is_over:  # as where a run is interrupted: threads that it left would have the pool made anew
                raise BrokenProcessPool("that is closed")
            if self._pool._loops and not self._pool.active:
                # pebble gives up for good when a worker dies while none is at work, as by the kernel's OOM killer
                self._pool.stop()
                self._pool.join()
                self._pool = self._made()
            return self._pool, self._pool.schedule(_run, args=(function, item), timeout=deadline)


@contextmanager
def collecting_less() -> Iterator[None]:
    """Garbage is looked for as seldom as in a worker: batches and rows are many objects, and none of them a cycle."""
    before = gc.get_threshold()
    gc.set_threshold(*COLLECTS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _outcome(
    item: T, result: Callable[[], R], deadline: float, failed: Callable[[T, str, str], Failure]
) -> R | Failure:
    try:
        return result()
    except DeadlineError:
        return failed(item, "deadline", f"took longer than {deadline:g} s")
    except ProcessExpired as error:
        if error.exitcode == _OUT_OF_MEMORY:
            return failed(item, "out_of_memory", "took more memory than a worker may")
        return failed(item, "crash", f"its worker died: {error}")
    except BrokenProcessPool as error:
        return failed(item, "crash", f"the workers died: {error}")
    except Exception as error:  # noqa: BLE001 - whatever a page provokes is that page's failure alone
        return failed(item, "error", f"{type(error).__name__}: {error}")


def _result(pool: Any, future: Future[R]) -> R:
    while not wait([future], timeout=1 if pool.active else 0).done:
        if not pool.active and not future.done():  # what a broken pool had not handed out yet it forgets
            raise BrokenProcessPool("with the item still in the queue")
    return future.result()


def _bound(memory: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    soft = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    gc.set_threshold(*COLLECTS)


def _run(function: Callable[[T], R], item: T) -> R:
    """Runs in the worker; one that ran out of memory ends with it, so that all of it is given back."""
    try:
        return function(item)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
