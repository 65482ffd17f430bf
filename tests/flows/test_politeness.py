"""What publishers ask of us is done, over runs and over their whole domain, and no entry is lost by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.running import Home
from tests.web.pages import STORIES, Story, page, rss
from tests.web.site import NewsSite

NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _serve(site: NewsSite, home: Home, *stories: Story) -> None:
    for story in stories:
        site.serve(story.path, page(story))
    site.serve("/rss.xml", rss(stories, site.url("")), "application/rss+xml")
    site.sources_yaml(home.sources, "/rss.xml")


def _entries(home: Home) -> dict[str, dict[str, Any]]:
    return {row["url"].rsplit("/", 1)[1]: row for row in home.sql("SELECT * FROM ledger.entries")}


def test_a_disallowed_page_gets_no_request_and_is_recorded(site: NewsSite, home: Home) -> None:
    _serve(site, home, *STORIES)
    site.serve("/robots.txt", f"User-agent: newsledger\nDisallow: {STORIES[0].path}\n", "text/plain")
    report = home.ingest(NOW)
    assert site.count(STORIES[0].path) == 0
    assert (report["pages"], report["articles_new"], report["quarantined"], report["is_failing"]) == (2, 2, 0, False)
    entry = _entries(home)[STORIES[0].path.rsplit("/", 1)[1]]
    assert (entry["status"], entry["reason"]) == ("skipped", "robots_disallowed")
    assert site.count("/robots.txt") == 1


def test_robots_txt_is_kept_for_the_next_run_and_feeds_do_not_ask_for_it(site: NewsSite, home: Home) -> None:
    _serve(site, home)
    home.ingest(NOW)
    assert site.count("/robots.txt") == 0
    for hours, asked in ((1, 1), (20, 1)):
        more = Story(f"/more/{hours}", f"More {hours}", "Sam Adeyemi", "2026-03-05", STORIES[0].sentences)
        _serve(site, home, more)
        assert home.ingest(NOW + hours * HOUR)["pages"] == 1
        assert site.count("/robots.txt") == asked


def test_without_an_answer_of_robots_txt_articles_wait(site: NewsSite, home: Home) -> None:
    _serve(site, home, *STORIES)
    site.serve("/robots.txt", "down", "text/plain", status=500)
    home.ingest(NOW)
    assert [site.count(story.path) for story in STORIES] == [0, 0, 0]
    assert {(row["status"], row["reason"]) for row in _entries(home).values()} == {("pending", "robots_unreachable")}
    site.serve("/robots.txt", "User-agent: *\nAllow: /\n", "text/plain")
    assert home.ingest(NOW + 2 * HOUR)["articles_new"] == 3


def test_a_429_holds_the_domain_and_loses_nothing(site: NewsSite, home: Home) -> None:
    _serve(site, home, *STORIES)
    site.answers_first("/rss.xml", 429, **{"Retry-After": "7200"})
    home.ingest(NOW)
    before = len(site.asked)
    home.ingest(NOW + HOUR)
    assert len(site.asked) == before
    (host,) = home.sql("SELECT * FROM ledger.hosts")
    assert (host["domain"], host["not_before_reason"]) == ("127.0.0.1", "http_429")
    assert home.ingest(NOW + 3 * HOUR)["articles_new"] == 3


def test_articles_that_answer_503_hold_their_neighbours_and_every_port_of_the_domain(
    site: NewsSite, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [Story(f"/m/{i}", f"M {i}", "Sam Adeyemi", "2026-03-05", STORIES[0].sentences) for i in range(8)]
    _serve(site, home, *many)
    for story in many:
        site.serve(story.path, page(story), status=503, headers={"Retry-After": "1800"})
    home.ingest(NOW)
    asked = sum(story.path == one.path for story in many for one in site.asked)
    assert 1 <= asked <= 2  # what was under way when the first answer came
    waiting = _entries(home).values()
    assert {row["status"] for row in waiting} == {"pending"}
    assert sorted(row["attempts"] for row in waiting) == [0] * (8 - asked) + [1] * asked
    with NewsSite() as neighbour:
        monkeypatch.setenv("NEWSLEDGER_ALLOW_PRIVATE", f"{site.origin},{neighbour.origin}")
        _serve(neighbour, home, *STORIES)
        home.ingest(NOW + timedelta(minutes=20))
        assert neighbour.asked == []
        home.ingest(NOW + timedelta(minutes=40))
        assert neighbour.count("/rss.xml") == 1


def test_garbage_in_retry_after_is_no_retry_after(site: NewsSite, home: Home) -> None:
    _serve(site, home, STORIES[0])
    site.answers_first("/rss.xml", 503, **{"Retry-After": "soon"})
    home.ingest(NOW)
    assert home.sql("SELECT * FROM ledger.hosts WHERE not_before IS NOT NULL") == []
    assert home.ingest(NOW + HOUR)["articles_new"] == 1


def test_a_bad_gateway_is_tried_again_and_a_404_is_not(site: NewsSite, home: Home) -> None:
    _serve(site, home, *STORIES[:2])
    del site.paths[STORIES[1].path]
    site.answers_first(STORIES[0].path, 502)
    site.answers_first(STORIES[0].path, 504)
    assert home.ingest(NOW)["articles_new"] == 1
    assert [site.count(story.path) for story in STORIES[:2]] == [3, 1]


def test_every_request_has_its_row(site: NewsSite, home: Home) -> None:
    _serve(site, home, *STORIES)
    site.answers_first(STORIES[0].path, 502)
    home.ingest(NOW)
    rows = home.sql("SELECT url, status FROM ledger.fetches")
    assert sorted((row["url"], row["status"]) for row in rows) == sorted(
        (site.url(one.path), one.status) for one in site.asked
    )
    assert {row["url"] for row in rows} >= {site.url("/robots.txt")}


def test_a_home_page_leads_to_its_feed(site: NewsSite, home: Home) -> None:
    _serve(site, home, *STORIES)
    site.serve("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>')
    site.sources_yaml(home.sources, "/")
    report = home.ingest(NOW)
    assert (report["polled"], report["articles_new"]) == (1, 3)
    (feed,) = home.sql("SELECT url, listed_url FROM ledger.feeds")
    assert (feed["url"], feed["listed_url"]) == (site.url("/rss.xml"), site.url("/"))
    assert home.ingest(NOW + timedelta(days=1))["not_modified"] == 1
    assert site.count("/") == 1


def test_a_sitemap_index_brings_the_articles_of_its_members(site: NewsSite, home: Home) -> None:
    _serve(site, home, *STORIES)
    namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    urls = "".join(f"<url><loc>{site.url(story.path)}</loc></url>" for story in STORIES)
    member = f"<sitemap><loc>{site.url('/day.xml')}</loc></sitemap>"
    site.serve("/sitemap.xml", f"<sitemapindex {namespace}>{member}</sitemapindex>", "text/xml")
    site.serve("/day.xml", f"<urlset {namespace}>{urls}</urlset>", "text/xml")
    site.sources_yaml(home.sources, "/sitemap.xml")
    report = home.ingest(NOW)
    assert (report["polled"], report["entries_new"], report["articles_new"]) == (1, 3, 3)
    assert home.ingest(NOW + timedelta(days=1))["entries_new"] == 0


def test_a_feed_moves_after_three_permanent_redirects_over_a_day(site: NewsSite, home: Home) -> None:
    _serve(site, home, *STORIES)
    site.serve("/new.xml", rss(STORIES, site.url("")), "application/rss+xml")
    site.serve("/rss.xml", "", status=301, headers={"Location": "/new.xml"})
    lives = []
    for day in range(3):
        home.ingest(NOW + day * timedelta(days=1, hours=3))
        lives.append(home.one("SELECT url FROM ledger.feeds"))
    assert lives == [site.url("/rss.xml"), site.url("/rss.xml"), site.url("/new.xml")]
    home.ingest(NOW + timedelta(days=5))
    assert (site.count("/rss.xml"), site.count("/new.xml")) == (3, 4)
    assert home.one("SELECT count(*) FROM ledger.entries") == 3


def test_an_edited_title_is_a_version_and_a_date_that_moves_is_nothing(site: NewsSite, home: Home) -> None:
    story = STORIES[0]
    _serve(site, home, story)
    home.ingest(NOW)
    site.serve("/rss.xml", rss([Story(story.path, story.title, "", "2026-03-06", ())], site.url("")), "text/xml")
    assert home.ingest(NOW + timedelta(days=1))["pages"] == 0
    edited = Story(story.path, "Tallow Foods buys bakeries", story.author, story.day, story.sentences)
    _serve(site, home, edited)
    assert home.ingest(NOW + timedelta(days=2))["pages"] == 1
    titles = home.sql("SELECT title FROM ledger.entry_versions ORDER BY first_seen_at")
    assert [row["title"] for row in titles] == [story.title, edited.title]
    assert home.one("SELECT count(*) FROM ledger.articles") == 1


def test_two_feeds_with_trackers_are_one_article(site: NewsSite, home: Home) -> None:
    story = STORIES[0]
    for path, tail in (("/a.xml", "?utm_source=a"), ("/b.xml", "?utm_source=b#top")):
        one = Story(story.path + tail, story.title, story.author, story.day, story.sentences)
        site.serve(one.path.partition("#")[0], page(story))
        site.serve(path, rss([one], site.url("")), "application/rss+xml")
    site.sources_yaml(home.sources, "/a.xml", "/b.xml")
    assert home.ingest(NOW)["articles_new"] == 1
    assert home.one("SELECT count(*) FROM ledger.entries") == 2
    assert sum(asked.path.startswith(story.path) for asked in site.asked) == 1
