"""The marts: what loads refresh row by row is what making them anew gives, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsledger import ids
from newsledger.records import Article, Entity, Extraction, Fact, Fetched, Kind, Mention, Page, Stamp
from newsledger.warehouse import Warehouse, load, outcomes_of, register_entities
from tests.running import warehouse_at
from tests.test_fingerprint import STORY

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
A, B, C = "https://a.test/1", "https://b.test/1", "https://c.test/1"
PLAIN = STORY.replace("LONDON (Reuters) - ", "")
MARTS = ("articles", "facts")


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with warehouse_at(tmp_path / "state.duckdb") as opened:
        yield opened


def fact(subject: str, target: str, kind: Kind = "organization") -> Fact:
    return Fact("acquisition", subject, 0, 9, object=target, subject_kind=kind, object_kind="organization")


def read(
    warehouse: Warehouse, url: str, text: str, *facts: Fact, hours: int = 0, by: str = "1", dated: int = 7
) -> dict[str, int]:
    """Load one article as extractor version `by` reads it; what the load counted."""
    stamp = Stamp(NOW.replace(hour=dated), NOW.date(), "minute", "meta")
    article = Article(Page(url, url, ids.text_hash(text)), url, "T", text, published=stamp)
    mentions = tuple(Mention(one.subject, one.subject_kind, 0, 4) for one in facts)
    done = outcomes_of([Fetched(url, article.page)], [article], [Extraction("ok", facts, mentions)])
    return load(warehouse, done, ("patterns", by), "run", NOW + timedelta(hours=hours), 4)


def marts(warehouse: Warehouse) -> list[list[dict[str, Any]]]:
    return [warehouse.table(f"SELECT * FROM main.{mart} ORDER BY ALL").to_pylist() for mart in MARTS]


def test_loads_refresh_what_making_the_marts_anew_would_give(warehouse: Warehouse) -> None:
    """Copies that change their original and names that merge move rows of articles and claims that no page touched."""
    steps = [
        lambda: read(warehouse, B, PLAIN, fact("Tallow", "Fenwick"), dated=9),
        lambda: read(warehouse, C, PLAIN, fact("Tallow", "Fenwick"), hours=1, dated=10),
        lambda: read(warehouse, A, STORY, fact("Fenwick Bakeries Group", "Orrin"), hours=2),
        lambda: read(warehouse, "https://d.test/1", "Else", fact("Tallow", "Orrin Mills", "other"), hours=3),
        lambda: read(warehouse, "https://e.test/1", "More", fact("Tallow Group", "Orrin"), hours=4),
        lambda: register_entities(warehouse, [Entity("Tallow Foods", "organization", ("Tallow",))], NOW),
        lambda: read(warehouse, C, "Another text of it.", hours=5),
        lambda: read(warehouse, C, PLAIN, fact("Tallow", "Fenwick"), hours=6),
        lambda: register_entities(warehouse, [], NOW),
    ]
    for step in steps:
        step()
        refreshed = marts(warehouse)
        warehouse.rebuild_marts()
        assert marts(warehouse) == refreshed
        assert [row for row in warehouse.check() if row["failing"]] == []
    articles, facts = marts(warehouse)
    assert (len(articles), len(facts)) == (5, 4)


def test_a_text_that_is_read_again_adds_what_is_new_and_nothing_twice(warehouse: Warehouse) -> None:
    first, second = fact("Tallow", "Fenwick"), fact("Orrin", "Fenwick")
    assert read(warehouse, A, PLAIN, first)["evidence_new"] == 1
    assert read(warehouse, A, PLAIN, first, hours=1)["evidence_new"] == 0
    assert read(warehouse, A, PLAIN, first, second, hours=2)["evidence_new"] == 1
    counts = read(warehouse, A, PLAIN, first, second, hours=3, by="2")
    assert (counts["facts_new"], counts["evidence_new"]) == (0, 2)
    sizes = "SELECT (SELECT count(*) FROM ledger.fact_evidence), (SELECT count(*) FROM ledger.entity_mentions)"
    assert list(warehouse.table(sizes).to_pylist()[0].values()) == [4, 4]
    assert [row for row in warehouse.check() if row["failing"]] == []


def test_marts_made_anew_follow_a_roll_back(warehouse: Warehouse) -> None:
    read(warehouse, A, PLAIN, fact("Tallow", "Fenwick"))
    read(warehouse, A, PLAIN, fact("Orrin", "Fenwick"), hours=1, by="2")
    assert [row["subject"] for row in marts(warehouse)[1]] == ["Orrin"]
    warehouse.table("UPDATE ledger.extractors SET is_active = version = '1'")
    warehouse.rebuild_marts()
    assert [row["subject"] for row in marts(warehouse)[1]] == ["Tallow"]


def test_what_grows_with_every_article_has_no_index(warehouse: Warehouse) -> None:
    """DuckDB reads and writes it as a whole whenever the file is opened and closed for a load."""
    keyed = warehouse.table("SELECT table_name FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'")
    small = {"sources", "feeds", "hosts", "extractors", "quarantine", "runs", "schema_migrations"}
    assert set(keyed.column("table_name").to_pylist()) == small
    assert warehouse.table("SELECT * FROM duckdb_indexes()").num_rows == 0
