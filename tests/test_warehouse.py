"""The warehouse's promises: nothing is lost by a kill, nothing that a publisher sends stops a load, a sync is a sync."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsledger import ids
from newsledger.records import (
    Article,
    Entry,
    Extraction,
    Extras,
    Failure,
    Feed,
    Fetched,
    Page,
    Poll,
    Request,
    Response,
    Source,
    Stamp,
)
from newsledger.warehouse import (
    Run,
    Warehouse,
    connection,
    load,
    open_state,
    outcomes_of,
    publish,
    record_polls,
    record_run,
    register_sources,
)
from tests.running import warehouse_at

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
URL = "https://news.test/rss"
SOURCE = Source("ledger-daily", "Ledger Daily", feeds=(URL,))
FEED = Feed(ids.feed_id(URL), SOURCE.slug, URL, listed_url=URL)
ANSWER = Response(Request(FEED.feed_id, URL), "f1", NOW, URL, 200, "ok")


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with warehouse_at(tmp_path / "state.duckdb") as opened:
        register_sources(opened, [SOURCE], [FEED])
        yield opened


def entry(identity: str, url: str | None, **more: Any) -> Entry:
    return Entry(ids.entry_id(FEED.feed_id, identity), FEED.feed_id, SOURCE.slug, identity, url, **more)


def poll(*entries: Entry, outcome: Any = "changed", feed: Feed = FEED, **answer: Any) -> Poll:
    return Poll(feed, outcome, replace(ANSWER, fetch_id=os.urandom(8).hex(), **answer), entries)


def rows(warehouse: Warehouse, sql: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = warehouse.table(sql).to_pylist()
    return found


def test_a_kill_after_the_migrations_leaves_a_file_that_opens(tmp_path: Path) -> None:
    file = tmp_path / "state.duckdb"
    program = (
        "import os, signal, sys; from pathlib import Path; from newsledger.warehouse import open_state\n"
        "with open_state(Path(sys.argv[1]), 5) as opened:\n"
        "    opened.migrate()\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(file)], check=False)
    assert ended.returncode == -signal.SIGKILL
    with open_state(file, 5) as opened:
        opened.migrate()
        assert rows(opened, "SELECT count(*) AS n FROM ledger.feeds") == [{"n": 0}]


def test_no_migration_is_lost_where_its_log_is_replayed(tmp_path: Path) -> None:
    """A kill in the middle of the migrations: what has been committed so far is read back from the log."""
    program = (
        "import os, signal, sys; from pathlib import Path; from newsledger.warehouse import Warehouse, open_state\n"
        "Warehouse.checkpoint = lambda self: os.kill(os.getpid(), signal.SIGKILL)\n"
        "with open_state(Path(sys.argv[1]), 5) as opened:\n    opened.migrate()\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "state.duckdb")], check=False)
    assert (tmp_path / "state.duckdb.wal").exists()
    with open_state(tmp_path / "state.duckdb", 5) as opened:
        opened.migrate()
        register_sources(opened, [SOURCE], [FEED])
        assert len(opened.read("due_feeds", now=NOW)) == 1


def test_views_are_made_anew_where_they_or_the_tables_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(connection.SQL, tmp_path / "sql")
    monkeypatch.setattr(connection, "SQL", tmp_path / "sql")
    monkeypatch.setattr(connection, "_sql", connection._sql.__wrapped__)
    views = (tmp_path / "sql" / "marts" / "views.sql").read_text()
    added = "CREATE OR REPLACE VIEW main.added AS SELECT 1 AS one;"
    for edited, expected in ((views, 0), (views + added, 1), (views + added.replace("one", "uno"), 1)):
        (tmp_path / "sql" / "marts" / "views.sql").write_text(edited)
        with open_state(tmp_path / "state.duckdb", 5) as opened:
            opened.migrate()
            columns = rows(opened, "SELECT column_name FROM duckdb_columns() WHERE table_name = 'added'")
        assert len(columns) == expected
    assert columns == [{"column_name": "uno"}]
    (tmp_path / "sql" / "migrations" / "9999_more.sql").write_text("DROP VIEW main.added")
    with open_state(tmp_path / "state.duckdb", 5) as opened:
        opened.migrate()
        assert rows(opened, "SELECT * FROM added") == [{"uno": 1}]
        opened.table("DROP VIEW main.added")
        opened.migrate()  # nothing changed, so nothing is made
        assert rows(opened, "SELECT count(*) AS n FROM duckdb_views() WHERE view_name = 'added'") == [{"n": 0}]


def test_a_copy_that_fails_half_way_leaves_the_published_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state, published = tmp_path / "state.duckdb", tmp_path / "news.duckdb"
    state.write_bytes(b"new" * 1000)
    published.write_bytes(b"old")

    def full_disk(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:100])
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("newsledger.warehouse.connection.shutil.copyfile", full_disk)
        with pytest.raises(OSError, match="no space"):
            publish(state, published)
    assert published.read_bytes() == b"old"
    publish(state, published)
    assert published.read_bytes() == state.read_bytes()


def test_half_characters_of_a_publisher_stop_nothing(warehouse: Warehouse) -> None:
    odd = entry("g\ud800", "https://news.test/\ud800", title="T\udfff", content="\ud800", authors=("A\ud800",))
    feed = replace(FEED, title="\ud800", etag="\udcff")
    record_polls(warehouse, [poll(odd, feed=feed, headers={"etag": "\udcff"}, detail="\ud800")], [], "run", NOW)
    (row,) = rows(warehouse, "SELECT title, authors, content FROM ledger.entries")
    assert row == {"title": "T\ufffd", "authors": ["A\ufffd"], "content": "\ufffd"}
    (row,) = rows(warehouse, "SELECT headers ->> 'etag' AS etag FROM ledger.fetches")
    assert row == {"etag": "\ufffd"}


def test_the_sources_file_is_the_only_list_even_when_it_is_empty(warehouse: Warehouse) -> None:
    for number in range(12):
        other = Feed(ids.feed_id(f"{URL}/{number}"), SOURCE.slug, f"{URL}/{number}")
        register_sources(warehouse, [SOURCE], [other])
        assert [row["feed_id"] for row in warehouse.read("due_feeds", now=NOW)] == [other.feed_id]
    register_sources(warehouse, [], [])
    assert warehouse.read("due_feeds", now=NOW) == []
    assert rows(warehouse, "SELECT count(*) AS n FROM ledger.sources WHERE is_listed") == [{"n": 0}]


def test_a_feed_that_is_listed_again_begins_anew(warehouse: Warehouse) -> None:
    gone = replace(FEED, url="https://elsewhere.test/rss", status="disabled", status_reason="http_410", failures=2.0)
    record_polls(warehouse, [poll(outcome="failed", feed=gone)], [], "run", NOW)
    register_sources(warehouse, [SOURCE], [FEED])
    assert warehouse.read("due_feeds", now=NOW) == []
    register_sources(warehouse, [SOURCE], [])
    register_sources(warehouse, [SOURCE], [FEED])
    (row,) = warehouse.read("due_feeds", now=NOW)
    assert (row["url"], row["failures"], row["full_at"]) == (URL, 0.0, None)


def test_a_due_time_of_a_clock_gone_wrong_is_not_waited_for(warehouse: Warehouse) -> None:
    record_polls(warehouse, [poll(feed=replace(FEED, next_due_at=NOW + timedelta(days=3650)))], [], "run", NOW)
    assert len(warehouse.read("due_feeds", now=NOW)) == 1


def test_entries_of_a_feed_that_was_taken_off_are_not_fetched(warehouse: Warehouse) -> None:
    record_polls(warehouse, [poll(entry("1", "https://news.test/1"))], [], "run", NOW)
    assert len(warehouse.read("pending_entries", now=NOW, limit=None)) == 1
    register_sources(warehouse, [SOURCE], [])
    assert warehouse.read("pending_entries", now=NOW, limit=None) == []


def _fail(warehouse: Warehouse, url: str, entry_url: str, reason: str) -> None:
    fetched = Fetched(url, Failure("fetch", url, reason), None, entry_url)
    load(warehouse, outcomes_of([fetched], [fetched.page], [None]), ("patterns", "1"), "run", NOW, 4)


def test_an_entry_whose_address_changes_asks_for_the_new_one(warehouse: Warehouse) -> None:
    record_polls(warehouse, [poll(entry("latest", None, title="A"))], [], "run", NOW)
    assert warehouse.read("pending_entries", now=NOW, limit=None) == []
    for day in ("1", "2"):
        record_polls(warehouse, [poll(entry("latest", f"https://news.test/{day}", title="A"))], [], "run", NOW)
        (row,) = warehouse.read("pending_entries", now=NOW, limit=None)
        assert row["url"] == f"https://news.test/{day}"
        _fail(warehouse, row["url"], row["canonical_url"], "http_404")


def test_edits_revive_only_what_was_done(warehouse: Warehouse) -> None:
    record_polls(warehouse, [poll(entry("1", "https://news.test/1", title="A"))], [], "run", NOW)
    _fail(warehouse, "https://news.test/1", "https://news.test/1", "robots_disallowed")
    record_polls(warehouse, [poll(entry("1", "https://news.test/1", title="B"))], [], "run", NOW)
    assert rows(warehouse, "SELECT status, title FROM ledger.entries") == [{"status": "skipped", "title": "B"}]


def test_what_became_of_a_page_reaches_its_entry_however_addresses_are_spelled_today(warehouse: Warehouse) -> None:
    record_polls(warehouse, [poll(entry("1", "https://news.test/1?a=2"))], [], "run", NOW)
    (row,) = warehouse.read("pending_entries", now=NOW, limit=None)
    _fail(warehouse, row["url"], row["canonical_url"], "http_404")
    _fail(warehouse, "https://news.test/1?a=2&other", row["canonical_url"], "http_404")
    assert rows(warehouse, "SELECT status FROM ledger.entries") == [{"status": "failed"}]


def test_only_a_poll_that_read_something_ends_a_quarantine(warehouse: Warehouse) -> None:
    def open_ones() -> int:
        return len(warehouse.read("quarantine_status"))

    failure = Failure("poll", URL, "not_a_feed")
    record_polls(warehouse, [replace(poll(outcome="failed"), failure=failure)], [], "run", NOW)
    record_polls(warehouse, [poll(outcome="held", is_sent=False)], [], "run", NOW)
    assert open_ones() == 1
    record_polls(warehouse, [poll()], [], "run", NOW)
    assert open_ones() == 0


def test_a_member_of_an_index_has_a_quarantine_of_its_own(warehouse: Warehouse) -> None:
    member = Request(FEED.feed_id, "https://news.test/day.xml")
    failure = Failure("poll", member.url, "http_404")
    record_polls(warehouse, [replace(poll(outcome="part", request=member), failure=failure)], [], "run", NOW)
    record_polls(warehouse, [poll()], [], "run", NOW)
    assert len(warehouse.read("quarantine_status")) == 1
    record_polls(warehouse, [poll(outcome="part", request=member)], [], "run", NOW)
    assert warehouse.read("quarantine_status") == []


def test_headers_are_json(warehouse: Warehouse) -> None:
    record_polls(warehouse, [poll(headers={"content-type": 'text/xml; name="é"'})], [], "run", NOW)
    (row,) = rows(warehouse, "SELECT headers FROM ledger.fetches")
    assert json.loads(row["headers"]) == {"content-type": 'text/xml; name="é"'}


def _read(warehouse: Warehouse, url: str, now: datetime) -> None:
    """An article of that address went all the way."""
    page = Page(key=url, url=url, raw_hash="h", source=SOURCE.slug)
    article = Article(page, url, "A", "Tallow Foods has acquired Fenwick Bakeries.")
    done = outcomes_of([Fetched(url, page, None, url)], [article], [Extraction("ok")])
    load(warehouse, done, ("patterns", "1"), "run", now, 4)


def _extract(warehouse: Warehouse, version: str) -> None:
    load(warehouse, [], ("patterns", version), "run", NOW, 4)


def test_a_new_version_of_an_extractor_takes_over_and_a_roll_back_stays(warehouse: Warehouse) -> None:
    """Many, for a statement that reads the table it inserts into meets its own rows only now and then."""
    versions = [str(number) for number in range(100)]
    for version in (*versions, *versions[-3:]):
        _extract(warehouse, version)
    active = "SELECT extractor FROM ledger.extractors WHERE is_active"
    assert rows(warehouse, active) == [{"extractor": "patterns/99"}]
    load(warehouse, [], ("other", "1"), "run", NOW, 4)
    assert len(rows(warehouse, active)) == 2


def test_no_write_reads_the_table_that_it_inserts_into() -> None:
    """DuckDB may scan it after its first rows are in, and then insert them twice."""
    for path in sorted((connection.SQL / "writes").glob("*.sql")):
        said = "\n".join(line for line in path.read_text().splitlines() if not line.startswith("--"))
        target = re.search(r"(?:MERGE|INSERT) INTO (\S+)", said)
        assert target is None or said.count(target[1]) == 1, path.name


def test_only_the_run_that_runs_is_running(warehouse: Warehouse) -> None:
    first, second = Run("1", "ingest", NOW), Run("2", "ingest", NOW)
    record_run(warehouse, first)
    record_run(warehouse, second)
    status = "SELECT status FROM ledger.runs ORDER BY run_id"
    assert [row["status"] for row in rows(warehouse, status)] == ["interrupted", "running"]
    record_run(warehouse, second.ended(NOW, {"pages": 1}))
    assert [row["status"] for row in rows(warehouse, status)] == ["interrupted", "completed"]


def test_content_that_changes_at_every_poll_asks_for_its_article_once_a_day(warehouse: Warehouse) -> None:
    url, asked = "https://news.test/1", []
    for hour in (0, 1, 2, 25, 26):
        now = NOW + timedelta(hours=hour)
        record_polls(warehouse, [poll(entry("1", url, title="A", content=f"{hour} readers"))], [], "run", now)
        if warehouse.read("pending_entries", now=now, limit=None):
            asked.append(hour)
            _read(warehouse, url, now)
    assert asked == [0, 25]
    later = NOW + timedelta(hours=27)
    record_polls(warehouse, [poll(entry("1", url, title="B", content="26 readers"))], [], "run", later)
    assert len(warehouse.read("pending_entries", now=later, limit=None)) == 1
    assert rows(warehouse, "SELECT title FROM ledger.entry_versions ORDER BY title") == [{"title": "A"}, {"title": "B"}]


def test_what_a_page_says_of_itself_is_kept_and_brought_up_to_date(warehouse: Warehouse) -> None:
    page = Page("https://news.test/a", "https://news.test/a", "0" * 64, source=SOURCE.slug)
    changed = Stamp(NOW, NOW.date(), "second", "jsonld", offset_minutes=60)
    extras = Extras("Harbour", ("pier", "storms"), "https://news.test/a.jpg", "Ledger Daily", False)
    first = Article(page, page.url, "A pier", "Some words.", language="en", cleaner="test")
    full = replace(
        first, modified=changed, published=changed, language_confidence=0.75, text_origin="feed", extras=extras
    )
    for article in (first, full):
        outcomes = outcomes_of([Fetched(page.key, page)], [article], [Extraction("ok")])
        load(warehouse, outcomes, ("test", "1"), "run", NOW, 4)
    (version,) = rows(warehouse, "SELECT * FROM ledger.article_versions")
    (mart,) = rows(warehouse, "SELECT * FROM articles")
    told = {"section": "Harbour", "tags": ["pier", "storms"], "image": "https://news.test/a.jpg", "is_free": False}
    told |= {"publisher": "Ledger Daily", "text_origin": "feed", "language_confidence": 0.75}
    told |= {"modified_at": NOW.replace(tzinfo=None), "modified_date": NOW.date(), "modified_origin": "jsonld"}
    assert mart.items() >= told.items()
    told |= {"published_offset_minutes": 60, "modified_offset_minutes": 60, "modified_precision": "second"}
    assert version.items() >= told.items()
