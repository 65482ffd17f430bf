"""The exit status of a run."""

from collections import Counter

import pytest

from newsledger.counts import is_failing, summary


@pytest.mark.parametrize(
    ("pages", "lost", "failing"), [(100, 25, False), (100, 26, True), (4, 4, False), (5, 5, True), (0, 0, False)]
)
def test_failing_takes_five_and_more_than_the_share(pages: int, lost: int, failing: bool) -> None:
    assert is_failing(Counter(pages=pages, pages_lost=lost), 0.25) is failing


def test_summary_has_every_count_in_order() -> None:
    report = summary("r1", Counter(pages=3), 1.26)
    assert next(iter(report)) == "run_id"
    assert list(report)[-1] == "seconds"
    assert (report["pages"], report["quarantined"], report["seconds"]) == (3, 0, 1.3)
