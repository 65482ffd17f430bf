"""Suites that others wrote, as thresholds; `make conformance` prints the figures, docs/conformance.md the exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.conformance import Result, measure, sets


@pytest.fixture
def results(shared: Path) -> dict[str, Iterator[Result]]:
    folder = shared / "corpus" / "feeds"
    if not folder.is_dir():
        pytest.skip(f"no suites at {folder}")
    return sets(folder)


@pytest.mark.parametrize(
    ("name", "cases", "least"),
    [
        ("feedparser", 148, 0.98),
        ("gofeed", 97, 0.95),
        ("discovery", 33, 1),
        ("robots", 87, 85 / 87),
        ("urls", 18, 17 / 18),
        ("dates", 56, 50 / 56),
    ],
)
def test_suites_of_others(results: dict[str, Iterator[Result]], name: str, cases: int, least: float) -> None:
    figures = measure(results[name], verbose=True)
    assert figures["total"] >= cases
    assert figures["passed"] >= least * figures["total"]
    assert name != "dates" or figures["wrong"] == 0  # no date is better than a wrong one


@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
def test_no_file_of_the_suites_crashes_or_hangs_the_parser(results: dict[str, Iterator[Result]]) -> None:
    figures = measure(results["no_crash"], verbose=True)
    assert figures["total"] >= 4000
    assert figures["passed"] == figures["total"]
