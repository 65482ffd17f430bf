"""What goes wrong is recorded with a reason, and the rest goes on."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.running import Home
from tests.web.pages import FILLER, STORIES, Story, page, rss
from tests.web.site import NewsSite

NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


def _reasons(home: Home) -> dict[str, str]:
    rows = home.sql("SELECT key, reason FROM ledger.quarantine WHERE status = 'open'")
    return {row["key"].rsplit("/", 1)[-1]: row["reason"] for row in rows}


def test_bad_documents_are_quarantined_each_with_its_reason(site: NewsSite, home: Home) -> None:
    folder = home.sources.parent
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(b"\x00\x01\xff\xfe" * 200)
    (folder / "no-body.txt").write_text("A Title Alone** **\n\nMarch 2, 2026, 9:10 am\n")
    (folder / "no-date.txt").write_text("Undated** **\n\nMorrow Rail named Ada Brisco chief executive.\n")
    (folder / "bad-date.txt").write_text(
        "Misdated** **\n\nFebruary 31, 2026, 9:10 am\n\nMorrow Rail grew by a third.\n"
    )
    site.sources_yaml(home.sources, documents=("*.txt", "missing.dat"))
    report = home.ingest(NOW)
    assert _reasons(home) == {
        "empty.txt": "no_text",
        "binary.txt": "unreadable",
        "no-body.txt": "no_text",
        "missing.dat": "unreadable",
    }
    assert (report["pages"], report["articles_new"], report["quarantined"], report["is_failing"]) == (6, 2, 4, False)
    dates = {row["title"]: row for row in home.sql("SELECT title, published_date, published_reason FROM articles")}
    assert (dates["Undated"]["published_date"], dates["Undated"]["published_reason"]) == (None, "no_date")
    assert dates["Misdated"]["published_date"] is None
    assert dates["Misdated"]["published_reason"] == "unreadable_date"
    reasons = {(row["stage"], row["reason"]): row["items"] for row in home.state("reasons_status")}
    assert reasons == {("clean", "no_text"): 2, ("clean", "unreadable"): 1, ("documents", "unreadable"): 1}
    shown = home.run("status").stdout
    assert "Quarantine, by reason" in shown
    assert all(name in shown for name in ("empty.txt", "no_text", "unreadable", "no-date.txt", "bad-date.txt"))


def test_a_document_that_is_mended_leaves_the_quarantine(site: NewsSite, home: Home) -> None:
    file = home.sources.parent / "late.txt"
    file.write_text("")
    site.sources_yaml(home.sources, documents=("*.txt",))
    home.ingest(NOW)
    file.write_text("Late News** **\n\nMarch 2, 2026\n\nMorrow Rail named Ada Brisco chief executive on Monday.\n")
    home.ingest(NOW + timedelta(minutes=1))
    assert _reasons(home) == {}
    assert home.one("SELECT count(*) FROM articles") == 1


def test_broken_documents_fail_one_run_and_not_the_next(
    site: NewsSite, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for i in range(6):
        (home.sources.parent / f"bare-{i}.txt").write_text(f"Only a title, number {i}\n")
    site.sources_yaml(home.sources, documents=("*.txt",))
    first, again = home.ingest(NOW), home.ingest(NOW + timedelta(minutes=1))
    assert (first["pages"], first["quarantined"], first["is_failing"]) == (6, 6, True)
    assert (again["pages"], again["quarantined"], again["is_failing"]) == (0, 0, False)
    (home.sources.parent / "bare-0.txt").write_text("Still only a title\n")
    assert home.ingest(NOW + timedelta(minutes=2))["quarantined"] == 1
    assert home.one("SELECT sum(attempts) FROM ledger.quarantine") == 7
    monkeypatch.setattr("tasks.fetch.CLEANER", "a better one")
    assert home.ingest(NOW + timedelta(minutes=3))["pages"] == 6


def test_a_document_that_gets_its_old_bytes_back_leaves_the_quarantine(site: NewsSite, home: Home) -> None:
    file = home.sources.parent / "news.txt"
    good = "News** **\n\nMarch 2, 2026\n\nMorrow Rail named Ada Brisco chief executive on Monday.\n"
    site.sources_yaml(home.sources, documents=("news.txt",))
    for minute, text in enumerate((good, "", good)):
        file.write_text(text)
        home.ingest(NOW + timedelta(minutes=minute))
    assert _reasons(home) == {}
    file.unlink()
    home.ingest(NOW + timedelta(minutes=3))
    assert _reasons(home) == {"news.txt": "unreadable"}
    file.write_text(good)
    home.ingest(NOW + timedelta(minutes=4))
    assert _reasons(home) == {}
    assert home.ingest(NOW + timedelta(minutes=5))["pages"] == 0


def test_pages_without_text_and_feeds_that_are_none(site: NewsSite, home: Home) -> None:
    bare = Story("/empty", "Nothing in it", "Sam Adeyemi", "2026-03-05", ())
    site.serve(STORIES[0].path, page(STORIES[0]))
    site.serve(bare.path, "<html><body><nav></nav></body></html>")
    site.serve("/picture", b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png")
    extra = Story("/picture", "A picture", "Sam Adeyemi", "2026-03-05", ())
    site.serve("/rss.xml", rss([STORIES[0], bare, extra], site.url("")), "application/rss+xml")
    site.serve("/page.xml", "<html><body>Not a feed</body></html>")
    site.sources_yaml(home.sources, "/rss.xml", "/page.xml")
    report = home.ingest(NOW)
    assert _reasons(home) == {"empty": "no_text", "picture": "not_html", "page.xml": "not_a_feed"}
    assert report["articles_new"] == 1
    feeds = {row["url"].rsplit("/", 1)[-1]: row for row in home.state("feeds_status")}
    assert (feeds["page.xml"]["reason"], feeds["rss.xml"]["reason"]) == ("not_a_feed", None)


def test_a_gone_article_and_a_dated_nonsense_entry(site: NewsSite, home: Home) -> None:
    odd = Story(STORIES[1].path, STORIES[1].title, "Sam Adeyemi", "the day after", STORIES[1].sentences)
    site.serve(odd.path, page(odd))
    site.serve("/rss.xml", rss([STORIES[0], odd], site.url("")), "application/rss+xml")
    site.sources_yaml(home.sources, "/rss.xml")
    home.ingest(NOW)
    assert list(_reasons(home).values()) == ["http_404"]
    (entry,) = home.sql(f"SELECT * FROM ledger.entries WHERE title = '{odd.title}'")
    assert (entry["published_at"], entry["published_reason"]) == (None, "unreadable_date")


def test_a_page_over_its_deadline_is_killed_and_the_batch_kept(
    site: NewsSite, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "<p>Paragraph {0} of very many about <a href='/{0}'>the harbour</a> and its road.</p>"
    endless = "".join(map(line.format, range(30_000)))
    slow = Story("/slow", "Slow", "Sam Adeyemi", "2026-03-05", ())
    site.serve(slow.path, f"<html><body><article>{endless}</article></body></html>")
    for story in STORIES:
        site.serve(story.path, page(story))
    site.serve("/rss.xml", rss([slow, *STORIES], site.url("")), "application/rss+xml")
    site.sources_yaml(home.sources, "/rss.xml")
    monkeypatch.setenv("NEWSLEDGER_DEADLINE", "3")
    report = home.ingest(NOW)
    assert _reasons(home) == {"slow": "deadline"}
    assert report["articles_new"] == 3


def test_a_killed_run_loses_nothing(site: NewsSite, home: Home) -> None:
    many = [
        Story(
            f"/story/{i}",
            f"Story {i}",
            "Sam Adeyemi",
            "2026-03-05",
            (f"Firm{i} raised ${i} million.", *FILLER),
        )
        for i in range(1, 21)
    ]
    for number, story in enumerate(many):  # while it waits for the later ones, the first are loaded
        site.serve(story.path, page(story), delay=0.05 if number < 12 else 1)
    site.serve("/rss.xml", rss(many, site.url("")), "application/rss+xml")
    site.sources_yaml(home.sources, "/rss.xml")
    killed = home.start("ingest", "--sources", str(home.sources), NEWSLEDGER_LOAD_EVERY="3", NEWSLEDGER_BATCH="3")
    deadline = time.monotonic() + 60
    while sum(site.count(story.path) for story in many) < 16 and time.monotonic() < deadline:
        time.sleep(0.02)
    killed.process.kill()
    with killed.stdout, killed.stderr:  # they end when its workers have ended too
        killed.stderr.read()
    assert 0 < sum(asked.path.startswith("/story/") for asked in site.asked) < len(many)
    for story in many:
        site.serve(story.path, page(story))
    again = home.ingest(datetime.now(UTC) + timedelta(hours=1))
    assert 0 < again["articles_new"] < len(many)  # some had been loaded
    assert home.one("SELECT count(*) FROM articles") == len(many)
    assert home.one("SELECT count(*) FROM ledger.entries WHERE status <> 'done'") == 0


def test_most_of_a_run_lost_is_a_failing_run(site: NewsSite, home: Home) -> None:
    gone = [Story(f"/gone/{i}", f"Gone {i}", "Sam Adeyemi", "2026-03-05", ()) for i in range(6)]
    site.serve("/rss.xml", rss(gone, site.url("")), "application/rss+xml")
    site.sources_yaml(home.sources, "/rss.xml")
    done = home.run("ingest", "--sources", str(home.sources), "--json")
    assert (done.returncode, json.loads(done.stdout.splitlines()[-1])["pages"]) == (1, 6)
    said = "newsledger: 6 of 6 pages and documents went to quarantine (more than 0.25): see newsledger status"
    assert done.stderr.splitlines()[-1] == said


LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
STUB = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


def test_what_is_no_article_says_so_and_the_feed_helps_where_it_can(site: NewsSite, home: Home) -> None:
    story, live = STORIES[0], STORIES[1]
    whole = "".join(f"<p>{sentence}</p>" for sentence in story.sentences)
    site.serve(
        story.path, f"<html><head>{STUB}</head><body><h1>{story.title}</h1><p>Log in to read on.</p></body></html>"
    )
    site.serve(live.path, page(live).replace("</head>", f"{LIVE}</head>"))
    items = "".join(
        f"<item><link>{site.url(path)}</link><title>{title}</title>{more}</item>"
        for path, title, more in (
            (story.path, story.title, f"<content:encoded><![CDATA[{whole}]]></content:encoded>"),
            (live.path, live.title, ""),
        )
    )
    xmlns = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    site.serve("/rss.xml", f'<rss version="2.0" {xmlns}><channel>{items}</channel></rss>', "application/rss+xml")
    folder = home.sources.parent / "dropped"
    (folder / "deep").mkdir(parents=True)
    (folder / "note.md").write_text(f"# {STORIES[2].title}\n\n2026-03-05\n\n" + "\n\n".join(STORIES[2].sentences))
    (folder / "deep" / "page.html").write_text(page(STORIES[2]))
    site.sources_yaml(home.sources, "/rss.xml", documents=("dropped",))
    home.ingest(NOW)
    assert _reasons(home) == {live.path.rsplit("/", 1)[-1]: "live_blog"}
    assert "live_blog" in home.run("status").stdout
    found = {row["url"]: row for row in home.sql("SELECT url, title, text, text_origin, is_free FROM articles")}
    assert set(found) == {
        site.url(story.path),
        *(f"seed:documents/dropped/{name}" for name in ("note.md", "deep/page.html")),
    }
    saved = found[site.url(story.path)]
    assert (saved["text"].split("\n"), saved["text_origin"], saved["is_free"]) == (list(story.sentences), "feed", False)
    assert found["seed:documents/dropped/note.md"]["text_origin"] == "document"
