import pickle
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsledger import ids
from newsledger.feeds import digest, needs_parse, request_for
from newsledger.records import Feed, Response

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
URL = "https://news.test/rss"
FEED = Feed(feed_id=ids.feed_id(URL), source="ledger-daily", url=URL, language="en")
BODY = b"""<rss version="2.0"><channel><title>Ledger Daily</title>
<item><guid isPermaLink="false">2</guid><link>https://news.test/2</link>
<pubDate>Sat, 10 Jan 2026 11:00:00 GMT</pubDate></item>
<item><guid isPermaLink="false">1</guid><link>https://news.test/1</link>
<pubDate>Sat, 10 Jan 2026 07:00:00 GMT</pubDate></item>
<item><guid isPermaLink="false">9</guid><link>https://news.test/9</link>
<pubDate>Sat, 10 Jan 2037 07:00:00 GMT</pubDate></item>
<item></item></channel></rss>"""


def response(feed: Feed = FEED, status: int = 200, body: bytes | None = BODY, **more: Any) -> Response:
    outcome = {200: "ok", 304: "not_modified"}.get(status, "http_error")
    given: dict[str, Any] = {
        "reason": None if status in (200, 304) else f"http_{status}",
        "final_url": feed.url,
        **more,
    }
    return Response(
        request=request_for(feed),
        fetch_id="f",
        requested_at=NOW,
        status=status,
        outcome=outcome,  # type: ignore[arg-type]
        body=body if status == 200 else None,
        **given,
    )


def polled(**state: Any) -> Feed:
    """A feed that was polled well before."""
    return replace(digest(FEED, response(headers={"etag": 'W/"1"'}), NOW).feed, **state)


def test_the_request_echoes_the_validators_byte_for_byte() -> None:
    request = request_for(replace(FEED, etag='W/"a ,b"', last_modified="garbage as served"))
    assert (request.key, request.url) == (FEED.feed_id, URL)
    assert (request.etag, request.last_modified) == ('W/"a ,b"', "garbage as served")


def test_a_change() -> None:
    poll = digest(FEED, response(headers={"etag": 'W/"1"', "last-modified": "Sat"}), NOW)
    assert poll.outcome == "changed"
    assert [entry.identity for entry in poll.entries] == ["2", "1", "9"]
    first = poll.entries[0]
    assert first.entry_id == ids.entry_id(FEED.feed_id, "2")
    assert (first.feed_id, first.source, first.language) == (FEED.feed_id, "ledger-daily", "en")
    assert poll.entries[2].published.reason == "out_of_range"
    state = poll.feed
    assert (state.etag, state.last_modified, state.title) == ('W/"1"', "Sat", "Ledger Daily")
    assert (state.body_hash, state.polled_at, state.changed_at) == (ids.sha256(BODY), NOW, NOW)
    assert state.poll_minutes == 120
    assert state.next_due_at is not None
    assert state.next_due_at >= NOW + timedelta(minutes=120)


def test_a_poll_pickles() -> None:
    poll = digest(FEED, response(), NOW)
    assert pickle.loads(pickle.dumps(poll)) == poll


def test_an_entry_printed_twice_is_one() -> None:
    body = (
        b"<rss><channel>" + b"<item><guid>https://news.test/1</guid><title>a</title></item>" * 2 + b"</channel></rss>"
    )
    assert len(digest(FEED, response(body=body), NOW).entries) == 1


def test_304_is_nothing_new_and_keeps_the_validators() -> None:
    feed = polled(failures=1.0, status_reason="http_404")
    poll = digest(feed, response(feed, 304), NOW + timedelta(hours=1))
    assert (poll.outcome, poll.entries, poll.feed.etag) == ("unchanged", (), 'W/"1"')
    assert (poll.feed.failures, poll.feed.status_reason, poll.feed.changed_at) == (0.0, None, NOW)


def test_304_to_an_unconditional_request_is_a_failure() -> None:
    poll = digest(FEED, response(status=304), NOW)
    assert poll.failure is not None
    assert (poll.outcome, poll.failure.reason, poll.failure.key) == ("failed", "unexpected_304", URL)


def test_the_same_bytes_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = polled()
    monkeypatch.setattr("newsledger.feeds.poll.parse", None)
    poll = digest(feed, response(feed), NOW + timedelta(hours=1))
    assert (poll.outcome, poll.feed.changed_at) == ("unchanged", NOW)


def test_validators_that_the_server_drops_are_dropped() -> None:
    feed = polled(last_modified="Sat")
    assert digest(feed, response(feed), NOW).feed.etag is None
    assert digest(feed, response(feed), NOW).feed.last_modified is None


def test_validators_of_another_address_are_not_kept() -> None:
    poll = digest(FEED, response(headers={"etag": '"1"'}, final_url="https://cdn.test/rss"), NOW)
    assert (poll.outcome, poll.feed.etag, poll.feed.url) == ("changed", None, URL)


@pytest.mark.parametrize(
    ("status", "body", "reason", "weight"),
    [(404, None, "http_404", 0.5), (503, None, "http_503", 0.25), (200, b"<html></html>", "not_a_feed", 1.0)],
)
def test_a_failure_keeps_the_state(status: int, body: bytes | None, reason: str, weight: float) -> None:
    feed = polled(failures=0.5)
    poll = digest(feed, response(feed, status, body), NOW + timedelta(hours=1))
    assert poll.outcome == "failed"
    assert poll.failure is not None
    assert (poll.failure.stage, poll.failure.reason, poll.failure.source) == ("poll", reason, "ledger-daily")
    kept = ("etag", "body_hash", "changed_at", "title", "status")
    assert [getattr(poll.feed, name) for name in kept] == [getattr(feed, name) for name in kept]
    assert (poll.feed.failures, poll.feed.status_reason) == (0.5 + weight, reason)


def test_gone_twice_is_disabled_and_once_is_not() -> None:
    once = digest(FEED, response(status=410), NOW).feed
    twice = digest(once, response(once, 410), NOW).feed
    assert (once.status, twice.status, twice.status_reason) == ("active", "disabled", "http_410")
    mended = digest(once, response(once), NOW).feed
    assert digest(mended, response(mended, 410), NOW).feed.status == "active"


def test_retry_after_holds() -> None:
    due = digest(FEED, response(status=429, headers={"retry-after": "18000"}), NOW).feed.next_due_at
    assert due == NOW + timedelta(hours=5)


def test_only_new_bytes_need_a_parse() -> None:
    feed = polled()
    assert needs_parse(FEED, response())
    assert not needs_parse(feed, response(feed))
    assert not needs_parse(feed, response(feed, 304))
    assert not needs_parse(feed, response(feed, 500))
    assert not needs_parse(feed, response(feed, body=b""))
