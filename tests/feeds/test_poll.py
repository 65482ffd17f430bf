import pickle
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsledger import ids
from newsledger.feeds import digest, digest_part, needs_parse, request_for, requests_for_members
from newsledger.feeds.poll import PARSER
from newsledger.records import Feed, Member, Response

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
        request=request_for(feed, NOW),
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
    request = request_for(replace(FEED, etag='W/"a ,b"', last_modified="garbage as served", full_at=NOW), NOW)
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
    assert (state.body_hash, state.polled_at, state.changed_at) == (f"{PARSER}-{ids.sha256(BODY)}", NOW, NOW)
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


def test_a_hold_lengthens_the_wait_and_never_shortens_it() -> None:
    late, soon = NOW + timedelta(hours=5), NOW + timedelta(seconds=5)
    assert digest(FEED, response(status=429, not_before=late), NOW).feed.next_due_at == late
    due = digest(FEED, response(status=429, not_before=soon), NOW).feed.next_due_at
    assert due is not None
    assert due > NOW + timedelta(minutes=9)


def test_a_held_feed_waits_and_counts_no_failure() -> None:
    until, feed = NOW + timedelta(hours=3), polled()
    held = replace(response(feed, 200), outcome="held", is_sent=False, not_before=until)
    poll = digest(feed, held, NOW)
    assert (poll.outcome, poll.feed) == ("held", replace(feed, next_due_at=until))


def test_once_a_week_nothing_is_taken_on_trust() -> None:
    feed = polled()
    for day in range(1, 7):
        at = NOW + timedelta(days=day)
        assert request_for(feed, at).etag == 'W/"1"'
        feed = digest(feed, response(feed, 304), at).feed
    week = NOW + timedelta(days=7)
    assert (request_for(feed, week).etag, request_for(feed, week).last_modified) == (None, None)
    feed = digest(feed, response(feed, headers={"etag": 'W/"1"'}), week).feed
    assert request_for(feed, week).etag == 'W/"1"'


NEW = "https://news.test/new.rss"
HOP = ((301, URL),)


def _polls(feed: Feed, *gaps: float, hops: tuple[tuple[int, str], ...] = HOP, to: str = NEW, **more: Any) -> Feed:
    """The feed after polls so many hours after NOW, all of them redirected."""
    for hours in gaps:
        feed = digest(feed, response(feed, final_url=to, hops=hops, **more), NOW + timedelta(hours=hours)).feed
    return feed


def test_three_permanent_redirects_over_a_day_move_the_feed() -> None:
    assert _polls(FEED, 0, 12).url == URL
    assert _polls(FEED, 0, 12, 23).url == URL
    moved = _polls(FEED, 0, 12, 24, headers={"etag": '"n"'})
    assert (moved.url, moved.etag, moved.moved_to, moved.feed_id) == (NEW, '"n"', None, FEED.feed_id)


def test_a_chain_moves_only_where_every_hop_is_permanent() -> None:
    both = ((308, URL), (301, "https://news.test/between"))
    assert _polls(FEED, 0, 12, 24, hops=both).url == NEW
    assert _polls(FEED, 0, 12, 24, hops=((301, URL), (302, "https://news.test/between"))).url == URL


def test_temporary_redirects_never_move_a_feed() -> None:
    for status in (302, 303, 307):
        assert _polls(FEED, 0, 12, 24, 48, 72, hops=((status, URL),)).url == URL


def test_another_target_or_none_begins_the_count_again() -> None:
    twice = _polls(FEED, 0, 12)
    assert _polls(_polls(twice, 20, to="https://news.test/other"), 24).url == URL
    direct = digest(twice, response(twice), NOW + timedelta(hours=20)).feed
    assert _polls(direct, 24).url == URL


def test_a_redirect_to_no_feed_moves_nothing() -> None:
    assert _polls(FEED, 0, 12, 24, 36, body=b"<html><body>parked</body></html>").url == URL


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [(404, None, "http_404"), (410, None, "http_410"), (200, b"<p>gone</p>", "not_a_feed")],
)
def test_a_moved_feed_that_is_lost_is_looked_for_where_it_was_listed(
    status: int, body: bytes | None, reason: str
) -> None:
    moved = _polls(replace(FEED, listed_url=URL), 0, 12, 24)
    lost = digest(moved, response(moved, status, body), NOW + timedelta(hours=30)).feed
    assert (moved.url, lost.url, lost.status_reason, lost.status) == (NEW, URL, reason, "active")


def test_a_silent_feed_is_asked_less_and_less() -> None:
    feed = polled()
    waits = []
    for day in (1, 5):
        at = NOW + timedelta(days=day)
        due = digest(feed, response(feed, 304), at).feed.next_due_at
        assert due is not None
        waits.append(due - at)
    assert waits[0] >= timedelta(hours=2.4)
    assert waits[1] >= timedelta(hours=12)


def test_a_page_that_names_its_feed_leads_there() -> None:
    body = b'<html><head><link rel="alternate" type="application/rss+xml" href="/the.rss"></head></html>'
    poll = digest(FEED, response(body=body), NOW)
    assert (poll.outcome, poll.feed.url, poll.feed.etag) == ("found", "https://news.test/the.rss", None)
    assert poll.feed.next_due_at is not None  # two pages that name each other are asked no more often than a feed
    assert poll.feed.next_due_at >= NOW + timedelta(minutes=10)
    assert [(request.key, request.url) for request in poll.follow] == [(FEED.feed_id, "https://news.test/the.rss")]


def test_a_page_that_names_itself_is_no_feed() -> None:
    body = b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>'
    assert digest(FEED, response(body=body), NOW).outcome == "failed"


def test_a_page_where_a_feed_has_been_changes_nothing() -> None:
    body = b'<html><head><link rel="alternate" type="application/rss+xml" href="https://evil.test/rss"></head></html>'
    poll = digest(polled(), response(body=body), NOW)
    assert (poll.outcome, poll.feed.url, poll.feed.status_reason) == ("failed", URL, "not_a_feed")


def test_a_feed_that_moved_and_fails_for_any_reason_is_looked_for_where_it_was_listed() -> None:
    moved = feed = _polls(replace(FEED, listed_url=URL), 0, 12, 24)
    for hour in range(13):
        gone = replace(response(feed, 500), status=None, outcome="failed", reason="timeout")
        feed = digest(feed, gone, NOW + timedelta(hours=30 + hour)).feed
    assert (moved.url, feed.url, feed.format, feed.body_hash) == (NEW, URL, None, None)


def test_https_never_moves_to_http() -> None:
    assert _polls(FEED, 0, 12, 24, 36, to=NEW.replace("https:", "http:")).url == URL


def test_a_clock_that_was_wrong_once_is_not_believed() -> None:
    assert request_for(polled(full_at=NOW + timedelta(days=4000)), NOW).etag is None


def test_credentials_of_a_feed_are_none_of_its_articles() -> None:
    feed = replace(FEED, url="https://user:secret@news.test/rss")
    poll = digest(feed, response(feed, body=b"<rss><channel><item><link>/1</link></item></channel></rss>"), NOW)
    assert [entry.url for entry in poll.entries] == ["https://news.test/1"]


INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>"""
MEMBER = "<sitemap><loc>https://news.test/{}.xml</loc>{}</sitemap>"


def _index(*members: tuple[str, str]) -> bytes:
    dated = ((name, f"<lastmod>{day}</lastmod>" if day else "") for name, day in members)
    return INDEX.format("".join(MEMBER.format(name, last) for name, last in dated)).encode()


def test_a_sitemap_index_tells_its_members_and_is_read_every_time() -> None:
    body = _index(("old", "2026-01-01"), ("new", "2026-01-10"), ("silent", ""))
    poll = digest(FEED, response(body=body), NOW)
    assert [(one.url.rsplit("/", 1)[1], str(one.changed)) for one in poll.members] == [
        ("old.xml", "2026-01-01"),
        ("new.xml", "2026-01-10"),
        ("silent.xml", "None"),
    ]
    later = NOW + timedelta(hours=10)
    again = digest(poll.feed, response(body=body), later)
    assert needs_parse(poll.feed, response(body=body))
    assert (again.members, again.feed.changed_at) == (poll.members, NOW)  # so that an idle index is asked less and less
    assert request_for(replace(again.feed, etag='"1"'), later).etag is None


def test_members_are_read_when_new_or_changed_and_the_rest_at_later_polls() -> None:
    def due(*members: Member, read: dict[str, datetime] | None = None) -> list[str]:
        return [request.url for request in requests_for_members(FEED, members, read or {}, NOW)]

    today, past = NOW.date(), NOW.date() - timedelta(days=9)
    assert due(Member("a", past), Member("b", today), Member("b", today), Member("c")) == ["c", "b", "a"]
    assert due(Member("a", past), read={"a": NOW - timedelta(days=1)}) == []
    assert due(Member("a", today), read={"a": NOW - timedelta(hours=1)}) == ["a"]  # later that day
    assert due(Member("c"), read={"c": NOW - timedelta(hours=1)}) == []
    assert due(Member("c"), read={"c": NOW - timedelta(hours=7)}) == ["c"]
    many = [Member(f"{number:03}", past) for number in range(50)]
    first = due(*many)
    assert len(first) == 20
    assert not set(due(*many, read=dict.fromkeys(first, NOW))) & set(first)
    assert all(request.obeys_robots for request in requests_for_members(FEED, many, {}, NOW))


def test_a_member_brings_entries_and_leaves_the_index_as_it_is() -> None:
    body = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.test/1</loc></url></urlset>"""
    poll = digest_part(FEED, response(body=body), NOW)
    assert (poll.outcome, poll.feed, [entry.url for entry in poll.entries]) == ("part", FEED, ["https://news.test/1"])


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"body": b"<html></html>"}, "not_a_feed"),
        ({"status": 404}, "http_404"),
        ({"body": _index(("deeper", ""))}, "nested_index"),
    ],
)
def test_a_member_that_cannot_be_read_says_so(given: dict[str, Any], reason: str) -> None:
    poll = digest_part(FEED, response(**given), NOW)
    assert poll.failure is not None
    assert (poll.failure.reason, poll.feed, poll.entries) == (reason, FEED, ())


def test_sitemaps_ask_robots_txt_and_feeds_do_not() -> None:
    assert not request_for(FEED, NOW).obeys_robots
    assert request_for(replace(FEED, url="https://news.test/news-sitemap.xml"), NOW).obeys_robots
    assert request_for(replace(FEED, format="sitemap"), NOW).obeys_robots


def test_only_new_bytes_need_a_parse() -> None:
    feed = polled()
    assert needs_parse(FEED, response())
    assert not needs_parse(feed, response(feed))
    assert not needs_parse(feed, response(feed, 304))
    assert not needs_parse(feed, response(feed, 500))
    assert not needs_parse(feed, response(feed, body=b""))
