"""What a stage makes of items whose worker never answers."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsledger import ids, steps
from newsledger.pool import Pool
from newsledger.records import Feed, Request, Response
from newsledger.warehouse import open_state, record_polls, register_sources
from tests import slow

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
URL = "https://news.test/rss"
FEED = Feed(feed_id=ids.feed_id(URL), source="ledger-daily", url=URL)
ANSWER = Response(Request(FEED.feed_id, URL), "f1", NOW, URL, 200, "ok", body=b"<rss/>", size=6)


def test_a_feed_that_takes_for_ever_to_parse_is_quarantined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "digest_response", slow.hang)
    with Pool(1) as pool:
        (poll,) = steps.digest_responses(pool, [(FEED, ANSWER)], NOW, deadline=0.5)
    assert (poll.outcome, poll.failure and poll.failure.reason) == ("failed", "deadline")
    with open_state(tmp_path / "state.duckdb", 1) as warehouse:
        warehouse.migrate()
        register_sources(warehouse, [], [FEED])
        record_polls(warehouse, [poll], [], "run", NOW)
        rows = warehouse.read("quarantine_status")
    assert [(row["key"], row["reason"]) for row in rows] == [(URL, "deadline")]
