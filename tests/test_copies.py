"""Copies in the warehouse: who is whose, however they arrive, and what an edit changed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from newsledger import ids
from newsledger.records import Article, Extraction, Fact, Fetched, Page, Stamp
from newsledger.warehouse import Warehouse, load, open_state, outcomes_of, rows
from newsledger.warehouse.copies import WINDOW, _fingerprint_row
from tests.running import older_file, warehouse_at
from tests.test_fingerprint import STORY

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
COPY = "\n".join(["By Our Business Staff", *STORY.replace("would close", "will close").splitlines()[1:8]])
OTHER = STORY.replace("Unions called the plan short-sighted.", "Unions were angry at the plan.") + "\nMore follows."


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with warehouse_at(tmp_path / "state.duckdb") as opened:
        yield opened


def article(url: str, text: str, hour: int | None = None, source: str | None = None) -> Article:
    stamp = Stamp() if hour is None else Stamp(NOW.replace(hour=hour), NOW.date(), "minute", "meta")
    return Article(Page(url, url, ids.text_hash(text), source=source), url, "T", text, published=stamp)


def _done(*articles: Article, facts: tuple[Fact, ...] = ()) -> Any:
    return [Fetched(a.page.key, a.page) for a in articles], articles, [Extraction("ok", facts)] * len(articles)


def read(warehouse: Warehouse, *articles: Article, hours: int = 0, facts: tuple[Fact, ...] = ()) -> Any:
    done = outcomes_of(*_done(*articles, facts=facts))
    return load(warehouse, done, ("patterns", "1"), "run", NOW + timedelta(hours=hours), 4)


def copies(warehouse: Warehouse) -> dict[str, tuple[str, str]]:
    sql = (
        "SELECT a.url, o.url AS original, a.dup_kind FROM ledger.articles AS a "
        "JOIN ledger.articles AS o ON o.article_id = a.dup_of"
    )
    failing = [row for row in warehouse.check() if row["failing"] and row["severity"] == "error"]
    assert failing == []
    return {row["url"]: (row["original"], row["dup_kind"]) for row in warehouse.table(sql).to_pylist()}


A, B, C, D = "https://a.test/1", "https://b.test/1", "https://c.test/1", "https://d.test/1"
AGENCY = "https://www.reuters.com/1"


def test_exact_and_near_copies_point_at_the_earliest_in_one_batch_and_in_several(warehouse: Warehouse) -> None:
    plain = STORY.replace("LONDON (Reuters) - ", "")
    assert read(warehouse, article(A, plain, 8), article(B, plain, 9))["duplicates"] == 1
    assert copies(warehouse) == {B: (A, "exact")}
    assert read(warehouse, article(C, COPY, 10), hours=1)["duplicates"] == 1
    assert copies(warehouse) == {B: (A, "exact"), C: (A, "near")}
    assert read(warehouse, article(C, COPY, 10), hours=2)["duplicates"] == 0
    assert len(copies(warehouse)) == 2


@pytest.mark.parametrize(
    ("days", "text", "kinds"),
    [(0, COPY, ["syndicated"]), (1, COPY, []), (1, STORY, ["exact"]), (400, STORY, ["exact"])],
)
def test_a_near_copy_is_found_within_the_window_and_the_same_text_ever_after(
    warehouse: Warehouse, days: int, text: str, kinds: list[str]
) -> None:
    read(warehouse, article(A, STORY, 8))
    read(warehouse, article(B, text), hours=24 * (WINDOW.days + days))
    assert [kind for _, kind in copies(warehouse).values()] == kinds


def test_every_text_of_an_article_counts_though_it_came_before_the_window(warehouse: Warehouse) -> None:
    later = 24 * (WINDOW.days + 10)
    read(warehouse, article(A, STORY, 7), article(B, STORY, 8))
    read(warehouse, article(A, "The foundry stays open after all, the company now says.", 7), hours=later)
    read(warehouse, article(C, STORY, 9), hours=later + 1)
    assert copies(warehouse) == {B: (A, "exact"), C: (A, "exact")}


def test_copies_are_found_where_the_clock_was_set_back(warehouse: Warehouse) -> None:
    read(warehouse, article(A, STORY), hours=24 * (WINDOW.days + 10))
    read(warehouse, article(B, COPY))
    assert copies(warehouse) == {A: (B, "syndicated")}


def test_copies_move_when_an_earlier_original_arrives(warehouse: Warehouse) -> None:
    read(warehouse, article(B, COPY, 9))
    read(warehouse, article(C, OTHER, 10), hours=1)
    assert copies(warehouse) == {C: (B, "syndicated")}
    assert read(warehouse, article(A, STORY, 7), hours=2)["duplicates"] == 1
    assert copies(warehouse) == {B: (A, "syndicated"), C: (A, "syndicated")}
    (row,) = warehouse.table("SELECT dup_of FROM articles WHERE url = ?", [C]).to_pylist()
    assert row == {"dup_of": ids.article_id(A)}


def test_the_agency_that_a_copy_credits_is_the_original_though_it_came_last(warehouse: Warehouse) -> None:
    read(warehouse, article(A, STORY, 7), article(B, OTHER, 8))
    read(warehouse, article(AGENCY, STORY + "\nReporting by Ann Holm.", 11), hours=1)
    assert copies(warehouse) == {A: (AGENCY, "syndicated"), B: (AGENCY, "syndicated")}


def test_an_agency_that_nobody_credits_is_a_publisher_like_others(warehouse: Warehouse) -> None:
    plain = STORY.replace("LONDON (Reuters) - ", "")
    read(warehouse, article(A, plain, 7), article(AGENCY, plain + "\nMore follows.", 8))
    assert copies(warehouse) == {AGENCY: (A, "syndicated")}


def test_near_copies_are_one_independent_source(warehouse: Warehouse) -> None:
    fact = Fact("workforce", "Harrow & Vane", 0, 20)
    for number, (url, text) in enumerate(((A, STORY), (B, COPY))):
        read(warehouse, article(url, text, 7 + number, f"source-{number}"), hours=number, facts=(fact,))
    rows = warehouse.table("SELECT count_articles, count_sources FROM facts").to_pylist()
    assert rows == [{"count_articles": 2, "count_sources": 1}]


def test_an_edited_article_is_a_version_with_what_was_kept_and_no_copy_of_itself(warehouse: Warehouse) -> None:
    read(warehouse, article(A, "one two three four five six seven eight"))
    read(warehouse, article(A, "one two three four five six seven nine"), hours=1)
    read(warehouse, article(A, "one two three four five six seven eight"), hours=2)
    assert copies(warehouse) == {}
    changes = warehouse.table(
        "SELECT old_text, new_text, kept_share, cause, changed_at FROM article_changes"
    ).to_pylist()
    assert changes == [
        {
            "old_text": "one two three four five six seven eight",
            "new_text": "one two three four five six seven nine",
            "kept_share": 0.875,
            "cause": "publisher_edit",
            "changed_at": (NOW + timedelta(hours=1)).replace(tzinfo=None),
        }
    ]


def test_a_copy_that_is_edited_is_judged_by_its_new_text(warehouse: Warehouse) -> None:
    read(warehouse, article(A, STORY, 7), article(B, STORY, 8))
    assert copies(warehouse) == {B: (A, "exact")}
    assert read(warehouse, article(B, OTHER, 8), hours=1)["duplicates"] == 0
    assert copies(warehouse) == {B: (A, "syndicated")}
    read(warehouse, article(B, "Our own reporters found that the foundry stays open after all.", 8), hours=2)
    assert copies(warehouse) == {}
    mart = warehouse.table("SELECT is_duplicate, dup_of FROM articles WHERE url = ?", [B]).to_pylist()
    assert mart == [{"is_duplicate": False, "dup_of": None}]
    assert read(warehouse, article(B, COPY, 8), hours=3)["duplicates"] == 1
    assert copies(warehouse) == {B: (A, "syndicated")}


def test_an_original_that_is_edited_keeps_its_copies(warehouse: Warehouse) -> None:
    read(warehouse, article(A, STORY, 7), article(B, COPY, 8))
    read(warehouse, article(A, "The foundry stays open after all, the company now says.", 7), hours=1)
    assert copies(warehouse) == {B: (A, "syndicated")}


def test_a_copy_that_is_edited_into_another_story_joins_that(warehouse: Warehouse) -> None:
    elsewhere = " ".join(f"{word} {number}" for number, word in enumerate(COPY.lower().split()[::-1]))
    read(warehouse, article(A, STORY, 7), article(B, COPY, 8), article(C, elsewhere, 7))
    assert copies(warehouse) == {B: (A, "syndicated")}
    read(warehouse, article(B, elsewhere, 8), hours=1)
    assert copies(warehouse) == {B: (C, "exact")}


def test_a_copy_that_an_edit_makes_the_original_takes_the_others_along(warehouse: Warehouse) -> None:
    plain = STORY.replace("LONDON (Reuters) - ", "")
    read(warehouse, article(A, plain, 7), article(B, plain, 8), article(AGENCY, plain + "\nMore follows.", 9))
    assert copies(warehouse) == {B: (A, "exact"), AGENCY: (A, "syndicated")}
    read(warehouse, article(AGENCY, STORY, 9), hours=1)
    assert copies(warehouse) == {A: (AGENCY, "syndicated"), B: (AGENCY, "syndicated")}


def test_a_copy_that_an_edit_freed_stays_free_when_another_copy_comes(warehouse: Warehouse) -> None:
    read(warehouse, article(A, STORY, 7), article(B, STORY, 8))
    read(warehouse, article(B, "Our own reporters found that the foundry stays open after all.", 8), hours=1)
    read(warehouse, article(C, STORY, 9), hours=2)
    assert copies(warehouse) == {C: (A, "exact")}


def test_copies_do_not_follow_an_original_into_another_story(warehouse: Warehouse) -> None:
    elsewhere = " ".join(f"{word} {number}" for number, word in enumerate(COPY.lower().split()[::-1]))
    read(warehouse, article(A, STORY, 6))
    read(warehouse, article(B, elsewhere, 7), article(C, elsewhere, 8))
    assert copies(warehouse) == {C: (B, "exact")}
    read(warehouse, article(B, STORY, 7), hours=1)
    assert copies(warehouse) == {B: (A, "exact")}
    read(warehouse, article(D, elsewhere, 9), hours=2)
    assert copies(warehouse) == {B: (A, "exact"), D: (C, "exact")}


@pytest.mark.parametrize("order", itertools.permutations(range(3)))
def test_a_credited_agency_is_the_original_in_whatever_order_they_come(warehouse: Warehouse, order: list[int]) -> None:
    plain = STORY.replace("LONDON (Reuters) - ", "")
    came = [article(A, plain, 7), article(AGENCY, plain + "\nMore follows.", 8), article(B, STORY, 9)]
    for hour, at in enumerate(order):
        read(warehouse, came[at], hours=hour)
    assert {copy: original for copy, (original, _) in copies(warehouse).items()} == {A: AGENCY, B: AGENCY}


def test_the_window_is_the_same_in_every_zone(warehouse: Warehouse) -> None:
    read(warehouse, article(A, STORY, 7))
    later = (NOW + WINDOW - timedelta(hours=1)).astimezone(timezone(timedelta(hours=14)))
    load(warehouse, outcomes_of(*_done(article(B, COPY))), ("patterns", "1"), "run", later, 4)
    assert copies(warehouse) == {B: (A, "syndicated")}


def _stored_then(path: Path, *articles: Article) -> None:
    """Rows as they were stored before there were fingerprints, with the columns of then."""
    with open_state(path, 5) as opened:
        for kind, row_of in (("articles", rows.article_row), ("article_versions", rows.version_row)):
            columns = opened.table(f"SELECT * FROM ledger.{kind} LIMIT 0").column_names
            for stored in articles:
                row = {name: value for name, value in row_of(stored, NOW).items() if name in columns}
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                opened.table(f"INSERT INTO ledger.{kind} ({names}) VALUES ({marks})", list(row.values()))


@pytest.mark.parametrize("before", ["0005", "0006", "0008", "0009", "0010", "0011"])
def test_articles_of_a_file_from_before_get_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    path = tmp_path / "state.duckdb"
    older_file(path, before, monkeypatch, tmp_path / "sql")
    if before < "0007":
        _stored_then(path, article(A, STORY, 7), article(B, "Two words", 8))
    with open_state(path, 5) as warehouse:
        warehouse.migrate()
        if before < "0007":
            warehouse.refresh_marts([ids.article_id(A), ids.article_id(B)])
        else:
            read(warehouse, article(A, STORY, 7), article(B, "Two words", 8))
        read(warehouse, article(C, STORY, 9), hours=1)
        assert copies(warehouse) == {C: (A, "exact")}
        read(warehouse, article(A, STORY + "\nMore follows.", 7), hours=2)
        (row,) = warehouse.table("SELECT kept_share FROM article_changes").to_pylist()
        assert 0.9 < row["kept_share"] < 1
    with open_state(path, 5) as warehouse:
        warehouse.migrate()
        assert len(copies(warehouse)) == 1


def test_what_was_indexed_under_wide_bands_is_found_under_narrow_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, stored = tmp_path / "state.duckdb", article(A, STORY, 7)
    older_file(path, "0010", monkeypatch, tmp_path / "sql")
    _stored_then(path, stored)
    with open_state(path, 5) as warehouse:
        row = _fingerprint_row(stored, NOW)
        del row["text_key"]
        row["bands"] = [band << 32 | 7 for band in row["bands"]]
        warehouse.write("fingerprints", [row])
        warehouse.table(
            "INSERT INTO ledger.fingerprint_bands SELECT unnest(bands), version_id FROM ledger.fingerprints"
        )
        warehouse.migrate()
        read(warehouse, article(B, COPY, 8), hours=1)
        warehouse.rebuild_marts()
        assert copies(warehouse) == {B: (A, "syndicated")}
