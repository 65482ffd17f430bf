"""One page over its deadline, or one that kills its worker, takes nobody with it."""

import time
from collections.abc import Iterator

import pytest

from newsledger.pool import Pool
from newsledger.records import Failure
from tests.slow import work


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2) as pool:
        list(pool.map(work, [1], 30, failed))  # workers take a second to start
        yield pool


def failed(item: int, reason: str, detail: str) -> Failure:
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
