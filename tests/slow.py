"""Functions for worker processes to run in the pool's tests; a module of its own so that workers can import it."""

import os
import time


def work(item: int) -> int:
    """-1 hangs, -2 kills its process, -3 raises, all else is doubled."""
    if item == -1:
        time.sleep(60)
    if item == -2:
        os._exit(9)
    if item == -3:
        raise ValueError("no such thing")
    return item * 2


def hang(item: object) -> None:
    """Never answers in time."""
    time.sleep(60)
