"""One page over its deadline, or one that kills its worker, takes nobody with it."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from newsledger.pool import Pool
from newsledger.records import Failure
from tests.slow import misbehave, work


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2) as pool:
        list(pool.map(work, [1], 30, failed))  # workers take a second to start
        yield pool


def failed(item: object, reason: str, detail: str) -> Failure:
    return Failure("test", str(item), reason, detail)


def test_a_hung_item_is_killed_and_the_rest_is_kept(pool: Pool) -> None:
    started = time.monotonic()
    results = list(pool.map(work, [1, -1, 2, 3], 1.0, failed))
    assert results[0] == 2
    assert results[2:] == [4, 6]
    assert isinstance(results[1], Failure)
    assert (results[1].key, results[1].reason) == ("-1", "deadline")
    assert time.monotonic() - started < 30


def test_a_dead_worker_takes_one_item_with_it(pool: Pool) -> None:
    results = list(pool.map(work, [-2, 5, 6], 20.0, failed))
    assert [r.reason if isinstance(r, Failure) else r for r in results] == ["crash", 10, 12]


def test_an_exception_is_that_items_failure(pool: Pool) -> None:
    (result,) = pool.map(work, [-3], 20.0, failed)
    assert isinstance(result, Failure)
    assert result.reason == "error"
    assert "ValueError: no such thing" in result.detail


def test_workers_that_die_of_anything_take_one_item_each() -> None:
    how = ["a", "exit", "b", "killed", "c", "segfault", "d", "balloon", "e"]
    with Pool(1, memory=512 * 1024**2) as pool:
        results = list(pool.map(misbehave, how, 60.0, failed))
    reasons = [result.reason if isinstance(result, Failure) else result for result in results]
    assert reasons == ["a", "crash", "b", "crash", "c", "crash", "d", "out_of_memory", "e"]


def test_a_worker_killed_while_idle_breaks_nothing() -> None:
    with Pool(1) as pool:
        for _ in range(2):
            (pid,) = pool.map(misbehave, ["pid"], 20.0, failed)
            assert isinstance(pid, str)
            os.kill(int(pid), signal.SIGKILL)
        assert list(pool.map(misbehave, ["a", "b"], 20.0, failed)) == ["a", "b"]
        os.kill(int(str(*pool.map(misbehave, ["pid"], 20.0, failed))), signal.SIGKILL)
        time.sleep(0.5)  # by now the pool has seen it
        assert list(pool.map(misbehave, ["c"], 20.0, failed)) == ["c"]


def test_workers_are_renewed() -> None:
    with Pool(1, renew_after=2) as pool:
        pids = list(pool.map(misbehave, ["pid"] * 4, 20.0, failed))
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_only_so_many_results_are_held() -> None:
    items = iter(["a"] * 300)
    with Pool(1) as pool:
        results = pool.map(misbehave, items, 20.0, failed)
        next(results)
        left = list(items)
        assert len(left) > 200
        assert len(list(results)) == 299 - len(left)


def test_a_closed_pool_is_not_made_anew_for_a_thread_that_it_leaves() -> None:
    pool = Pool(1)
    results = pool.map(work, range(60), 20.0, failed)
    assert next(results) == 0
    pool.__exit__(KeyboardInterrupt)
    started = time.monotonic()
    assert all(isinstance(result, Failure) or result % 2 == 0 for result in results)
    assert time.monotonic() - started < 5
    assert not pool._pool.active
