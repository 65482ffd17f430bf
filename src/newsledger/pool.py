"""The process pool: CPU work on untrusted input, with a deadline an item that really ends it.

A killed or crashed worker takes its one item with it, never the batch. Workers are spawned, so they import only what
the function they run imports; the pool is lazy, and its workers are renewed after some hundreds of items.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as DeadlineError
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from newsledger.records import Failure

T = TypeVar("T")
R = TypeVar("R")


class Pool:
    """Worker processes for pure functions. Use as a context manager; safe to share between threads."""

    def __init__(self, workers: int, renew_after: int = 2000) -> None:
        self._pool = ProcessPool(
            max_workers=workers, max_tasks=renew_after, context=multiprocessing.get_context("spawn")
        )

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        end: Callable[[], None] = self._pool.stop if error[0] else self._pool.close
        end()
        self._pool.join()

    def map(
        self, function: Callable[[T], R], items: Iterable[T], deadline: float, failed: Callable[[T, str, str], Failure]
    ) -> Iterator[R | Failure]:
        """`function(item)` for each item, in order; `deadline` is in seconds of running, not of waiting.

        An item over its deadline, or whose worker died or raised, becomes `failed(item, reason, detail)` with reason
        `deadline`, `crash` or `error`."""
        pending = [(item, self._pool.schedule(function, args=(item,), timeout=deadline)) for item in items]
        for item, future in pending:
            try:
                yield future.result()
            except DeadlineError:
                yield failed(item, "deadline", f"took longer than {deadline:g} s")
            except ProcessExpired as error:
                yield failed(item, "crash", f"its worker died: {error}")
            except Exception as error:  # noqa: BLE001 - whatever a page provokes is that page's failure alone
                yield failed(item, "error", f"{type(error).__name__}: {error}")
