"""Functions for worker processes to run in the pool's tests; a module of its own so that workers can import it."""

import ctypes
import os
import signal
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


def misbehave(how: str) -> str:
    """Dies as `how` says, or answers with it."""
    if how == "exit":
        os._exit(3)
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "segfault":
        ctypes.string_at(0)
    if how == "balloon":
        return str(len([bytearray(2**24) for _ in range(10**6)]))
    if how == "pid":
        return str(os.getpid())
    return how
