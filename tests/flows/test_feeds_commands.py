"""`newsledger feeds ...` as typed, on the local site."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows import cli, feeds_cli
from newsledger import lookup, seedfile
from newsledger.sources import load
from tests.running import Home, home_at
from tests.web.pages import STORIES, atom, page, rss
from tests.web.site import NewsSite

LINK = '<link rel="alternate" type="{kind}" title="{title}" href="{path}">'
HOMEPAGE = "<!doctype html><html><head><title>Loopback Times</title>{links}</head><body>News</body></html>"
WRITTEN = """# ours
sources:
  # never touch this one
  - slug: other   # stable
    name: 'Other'
    feeds: ["https://other.test/rss"]
"""
LIST = '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.test/rss"/></body></opml>'
SCRIPT = """
import sys
from flows import cli
for line in sys.stdin:
    sys.argv = line.split()
    try:
        cli.main()
    except SystemExit as end:
        assert not end.code, line
assert "prefect" not in sys.modules
"""


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Feeds = Callable[..., Done]


@pytest.fixture
def place(tmp_path: Path, site: NewsSite) -> Iterator[Home]:
    """A home without a Prefect server: these commands need none."""
    with home_at(tmp_path, site, "") as ready:
        yield ready


@pytest.fixture
def feeds(place: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Feeds:
    """Runs `newsledger feeds ...` in this process."""

    def run(*arguments: str) -> Done:
        given = ["newsledger", "feeds", *arguments, "--sources", str(place.sources), "--home", str(place.path)]
        monkeypatch.setattr(sys, "argv", given)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run


def _serve_feeds(site: NewsSite) -> None:
    site.serve("/rss.xml", rss(STORIES, site.url("")), "application/rss+xml")
    site.serve("/atom.xml", atom(STORIES[1:], site.url("")), "application/atom+xml")


def _serve_homepage(site: NewsSite, *paths: str) -> str:
    links = "".join(LINK.format(kind="application/rss+xml", title=f"All of {path}", path=path) for path in paths)
    return site.serve("/", HOMEPAGE.format(links=links))


def test_a_home_page_is_enough(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    address = _serve_homepage(site, "/gone.xml", "/rss.xml", "/atom.xml")
    done = feeds("add", address, "--language", "en", "--timezone", "Europe/London")
    assert done.code == 0, done.err
    assert "declares 3 feeds" in done.out
    assert all(site.url(path) in done.out for path in ("/gone.xml", "/rss.xml", "/atom.xml"))
    assert "http_404" in done.out
    (source,) = load(place.sources).sources
    assert source.feeds == (site.url("/rss.xml"),)
    assert (source.slug, source.name, source.homepage) == ("127-0-0-1", "Loopback", address)
    assert (source.language, source.timezone) == ("en", "Europe/London")
    assert site.count("/atom.xml") == 0


def test_all_that_a_page_declares(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    done = feeds("add", _serve_homepage(site, "/rss.xml", "/gone.xml", "/atom.xml"), "--all", "--slug", "ours")
    assert done.code == 0, done.err
    (source,) = load(place.sources).sources
    assert (source.slug, source.feeds) == ("ours", (site.url("/rss.xml"), site.url("/atom.xml")))


def test_what_was_written_survives_an_edit(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    place.sources.write_text(WRITTEN, encoding="utf-8")
    assert feeds("add", site.url("/rss.xml"), "--name", "Ours").code == 0
    assert feeds("add", site.url("/atom.xml")).code == 0
    assert place.sources.read_text("utf-8") == (
        f"{WRITTEN}  - slug: 127-0-0-1\n    name: Ours\n    homepage: {site.url('/')}\n"
        f"    feeds:\n      - {site.url('/rss.xml')}\n      - {site.url('/atom.xml')}\n"
    )
    assert feeds("remove", site.url("/atom.xml")).code == 0
    assert feeds("remove", "127-0-0-1").code == 0
    assert place.sources.read_text("utf-8") == WRITTEN


def test_a_listed_feed_is_not_listed_again(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    site.sources_yaml(place.sources, "/rss.xml")
    before = place.sources.read_bytes()
    done = feeds("add", site.url("/rss.xml"))
    assert (done.code, "already listed in loopback-times" in done.out) == (0, True)
    assert site.asked == []
    done = feeds("add", _serve_homepage(site, "/rss.xml"))
    assert (done.code, "already listed in loopback-times" in done.out) == (0, True)
    assert place.sources.read_bytes() == before


def test_a_redirect_to_a_listed_feed_names_the_listed_address(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    site.serve("/old", "", status=301, headers={"Location": "/rss.xml"})
    site.sources_yaml(place.sources, "/rss.xml")
    done = feeds("add", site.url("/old"))
    assert (done.code, f"already listed in loopback-times: {site.url('/rss.xml')}\n" in done.out) == (0, True)


def test_what_was_listed_while_we_looked_stays(
    site: NewsSite, place: Home, feeds: Feeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _serve_feeds(site)
    look = lookup.look

    def slowly(*given: Any, **more: Any) -> lookup.Lookup:
        place.sources.write_text(WRITTEN, encoding="utf-8")
        return look(*given, **more)

    monkeypatch.setattr(lookup, "look", slowly)
    assert feeds("add", site.url("/rss.xml")).code == 0
    assert [source.slug for source in load(place.sources).sources] == ["other", "127-0-0-1"]


@pytest.mark.parametrize("arguments", [("add", "{site}/rss.xml"), ("remove", "other"), ("import", "list.opml")])
def test_an_edit_waits_for_another(
    site: NewsSite, place: Home, feeds: Feeds, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    _serve_feeds(site)
    place.sources.write_text(WRITTEN, encoding="utf-8")
    (place.sources.parent / "list.opml").write_text(LIST, encoding="utf-8")
    given = [argument.format(site=site.url("")) for argument in arguments]
    with seedfile.locked(place.sources), monkeypatch.context() as patch:
        patch.setattr(seedfile, "_WAIT", 0.1)
        done = feeds(*given)
    assert (done.code, "another command has been editing it" in done.err) == (2, True)
    assert place.sources.read_text("utf-8") == WRITTEN
    assert feeds(*given).code == 0
    assert place.sources.read_text("utf-8") != WRITTEN


def test_a_feed_of_a_listed_host_joins_its_source(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    site.sources_yaml(place.sources, "/rss.xml")
    done = feeds("add", site.url("/atom.xml"), "--country", "GB")
    assert "stay as they are" in done.err
    (source,) = load(place.sources).sources
    assert (source.slug, source.feeds) == ("loopback-times", (site.url("/rss.xml"), site.url("/atom.xml")))
    assert source.country is None


def test_usual_paths_only_where_the_page_declares_none(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    done = feeds("add", _serve_homepage(site))
    assert done.code == 0, done.err
    assert load(place.sources).sources[0].feeds == (site.url("/rss.xml"),)
    assert [asked.path for asked in site.asked] == ["/", "/feed", "/rss", "/rss.xml"]


@pytest.mark.parametrize(
    ("body", "kind"), [("", "application/rss+xml"), ("", "text/html"), ("words", "text/plain"), ("{}", "text/html")]
)
def test_what_is_no_page_leads_to_no_other_feed(
    site: NewsSite, place: Home, feeds: Feeds, body: str, kind: str
) -> None:
    _serve_feeds(site)
    done = feeds("add", site.serve("/empty.xml", body, kind))
    assert (done.code, [asked.path for asked in site.asked]) == (2, ["/empty.xml"])
    assert not place.sources.exists()


def test_a_page_may_leave_its_tags_out(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    address = site.serve("/", "<!doctype html><title>Loopback Times</title><p>News", "text/html; charset=utf-8")
    assert feeds("add", address).code == 0
    assert load(place.sources).sources[0].feeds == (site.url("/rss.xml"),)


def test_not_all_of_a_page_with_thousands_of_links_is_asked(site: NewsSite, place: Home, feeds: Feeds) -> None:
    done = feeds("add", _serve_homepage(site, *(f"/{n}.xml" for n in range(100))))
    assert (done.code, len(site.asked)) == (2, 1 + lookup.MAX_TRIES)
    assert f"asked {lookup.MAX_TRIES} of the 100 feeds that are declared" in done.out


def test_a_sitemap_index_says_how_many_sitemaps_it_lists(site: NewsSite, place: Home, feeds: Feeds) -> None:
    members = "".join(f"<sitemap><loc>{site.url(f'/{n}.xml')}</loc></sitemap>" for n in range(3))
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{members}</sitemapindex>'
    address = site.serve("/index.xml", index, "application/xml")
    done = feeds("add", address)
    assert (done.code, f"{address} lists 3 sitemaps" in done.out) == (0, True)


def test_a_reason_is_said_once(site: NewsSite, place: Home, feeds: Feeds) -> None:
    site.serve("/loop", "", status=302, headers={"Location": "/loop"})
    done = feeds("add", site.url("/loop"))
    assert (done.code, done.out.count("redirect_loop")) == (2, 1), done.out


def test_nothing_found_says_what_was_seen(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    done = feeds("add", _serve_homepage(site, "/gone.xml"))
    assert (done.code, "no feed found" in done.err) == (2, True)
    assert "/gone.xml: http_404" in done.out
    assert site.count("/rss.xml") == 0
    done = feeds("add", site.url("/nowhere"))
    assert (done.code, "/nowhere: http_404" in done.out) == (2, True)
    assert not place.sources.exists()


def test_a_permanent_redirect_is_followed_into_the_list(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    site.serve("/old", "", status=301, headers={"Location": "/rss.xml"})
    site.serve("/now", "", status=302, headers={"Location": "/atom.xml"})
    assert feeds("add", site.url("/old")).code == 0
    assert feeds("add", site.url("/now")).code == 0
    assert load(place.sources).sources[0].feeds == (site.url("/rss.xml"), site.url("/now"))


def test_addresses_of_our_own_network_are_refused(
    site: NewsSite, place: Home, feeds: Feeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _serve_feeds(site)
    monkeypatch.setenv("NEWSLEDGER_ALLOW_PRIVATE", "")
    done = feeds("add", site.url("/rss.xml"))
    assert (done.code, "refused_address" in done.out) == (2, True)
    assert site.asked == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "https://unused.test/"),
        ("list",),
        ("check",),
        ("remove", "one"),
        ("export",),
        ("import", "list.opml"),
    ],
)
def test_a_broken_sources_file_stops_every_command(place: Home, feeds: Feeds, arguments: tuple[str, ...]) -> None:
    text = "sources:\n  - slug: one\n    nam: One\n"
    place.sources.write_text(text, encoding="utf-8")
    (place.sources.parent / "list.opml").write_text("<opml></opml>", encoding="utf-8")
    done = feeds(*arguments)
    assert (done.code, "sources.yaml:3: nam" in done.err) == (2, True), done.err
    assert place.sources.read_text("utf-8") == text


@pytest.mark.parametrize("option", ["--home", "--sources"])
def test_an_empty_path_is_not_the_working_directory(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["newsledger", "feeds", "list", option, ""])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert (ended.value.code, "is empty" in capsys.readouterr().err) == (2, True)


def test_values_that_would_break_the_file(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    place.sources.write_text(WRITTEN, encoding="utf-8")
    done = feeds("add", site.url("/rss.xml"), "--timezone", "Europe/Nowhere")
    assert (done.code, "timezone" in done.err) == (2, True)
    assert place.sources.read_text("utf-8") == WRITTEN


def test_check_explains_what_it_saw_and_stores_nothing(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    site.serve("/moved", "", status=302, headers={"Location": "/rss.xml"})
    _serve_homepage(site, "/atom.xml")
    site.sources_yaml(place.sources, "/moved", "/", "/gone.xml")
    before = place.sources.read_bytes()
    done = feeds("check", "--json")
    assert done.code == 1
    seen = {report["feed"]: report for report in map(json.loads, done.out.splitlines())}
    moved, home, gone = (seen[site.url(path)] for path in ("/moved", "/", "/gone.xml"))
    assert moved["redirects"] == [{"status": 302, "from": site.url("/moved"), "to": site.url("/rss.xml")}]
    assert (moved["status"], moved["final_url"], moved["source"]) == (200, site.url("/rss.xml"), "loopback-times")
    assert (moved["content_type"], moved["format"], moved["entries"]) == ("application/rss+xml", "rss20", 3)
    assert moved["newest"].startswith("2026-03-05 08:30")
    assert (moved["newest_from"], moved["reason"]) == ("published", None)
    assert moved["etag"].startswith('"')
    assert moved["poll_minutes"] >= 10
    assert (home["reason"], home["leads_to"]) == (None, site.url("/atom.xml"))
    assert (gone["status"], gone["reason"]) == (404, "http_404")
    assert place.sources.read_bytes() == before
    assert not place.path.exists()


def test_check_follows_a_page_to_its_feed(site: NewsSite, place: Home, feeds: Feeds) -> None:
    site.serve("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>')
    site.serve("/rss.xml", rss(STORIES, site.url("")), "application/rss+xml")
    done = feeds("check", "--json", site.url("/"))
    page, feed = (json.loads(line) for line in done.out.splitlines())
    assert (page["leads_to"], page["reason"], feed["feed"], feed["entries"]) == (
        site.url("/rss.xml"),
        None,
        site.url("/rss.xml"),
        len(STORIES),
    )
    assert done.code == 0


def test_check_for_people(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    site.serve("/moved", "", status=301, headers={"Location": "/atom.xml"})
    done = feeds("check", site.url("/moved"))
    assert done.code == 0, done.out
    said = {line.strip().partition("  ")[0]: line for line in done.out.splitlines()}
    assert f"301 to {site.url('/atom.xml')}" in said["redirect"]
    assert "atom10" in said["format"]
    assert "2, newest 2026-03-05 08:30 (updated)" in said["entries"]
    assert "ETag" in said["validators"]
    assert "min, next after 20" in said["poll interval"]


def test_check_takes_slugs_and_addresses(site: NewsSite, place: Home, feeds: Feeds) -> None:
    _serve_feeds(site)
    site.sources_yaml(place.sources, "/rss.xml")
    assert feeds("check", "loopback-times").out.count("poll interval") == 1
    assert feeds("check", "loopback-times", site.url("/atom.xml")).out.count("poll interval") == 2
    done = feeds("check", "loopback")
    assert (done.code, "loopback: neither" in done.err) == (2, True)


def test_remove_says_what_is_left(site: NewsSite, place: Home, feeds: Feeds) -> None:
    site.sources_yaml(place.sources, "/rss.xml")
    done = feeds("remove", site.url("/nowhere"))
    assert (done.code, "neither a feed nor a slug" in done.err) == (2, True)
    done = feeds("remove", site.url("/rss.xml"))
    assert (done.code, "no feed left" in done.out) == (0, True)
    assert load(place.sources).sources[0].feeds == ()
    assert feeds("remove", "loopback-times").code == 0
    assert load(place.sources).sources == ()


def test_export_and_import_again(site: NewsSite, place: Home, feeds: Feeds, tmp_path: Path) -> None:
    site.sources_yaml(place.sources, "/rss.xml", "/atom.xml")
    listed = load(place.sources).sources
    file = tmp_path / "feeds.opml"
    assert feeds("export", str(file)).code == 0
    assert feeds("export").out == file.read_text("utf-8")
    assert "added 0, already listed 2" in feeds("import", str(file)).out
    place.sources.unlink()
    done = feeds("import", str(file))
    assert (done.code, "added 2, already listed 0" in done.out) == (0, True), done.err
    again = load(place.sources).sources
    assert [(s.slug, s.name, s.feeds) for s in again] == [(s.slug, s.name, s.feeds) for s in listed]
    assert feeds("export").code == 0


def test_a_bad_opml_file_changes_nothing(place: Home, feeds: Feeds, tmp_path: Path) -> None:
    file = tmp_path / "bad.opml"
    file.write_text('<opml version="2.0"><body><outline text="A" xmlUrl="https://a.test/rss"/>', encoding="utf-8")
    done = feeds("import", str(file))
    assert (done.code, "bad.opml" in done.err) == (2, True)
    assert not place.sources.exists()
    assert feeds("import", str(tmp_path / "absent.opml")).code == 2


def test_list_without_a_warehouse(site: NewsSite, place: Home, feeds: Feeds) -> None:
    site.sources_yaml(place.sources, "/rss.xml")
    (row,) = csv.DictReader(io.StringIO(feeds("list", "--format", "csv").out))
    assert (row["source"], row["url"], row["status"]) == ("loopback-times", site.url("/rss.xml"), "")
    assert site.url("/rss.xml") in feeds("list").out
    assert not place.path.exists()


def test_list_with_what_the_warehouse_knows(site: NewsSite, home: Home) -> None:
    _serve_feeds(site)
    for story in STORIES:
        site.serve(story.path, page(story))
    site.sources_yaml(home.sources, "/rss.xml", "/gone.xml")
    home.ingest(datetime(2026, 3, 6, 12, 0, tzinfo=UTC))
    done = home.run("feeds", "list", "--format", "json", "--sources", str(home.sources))
    good, bad = map(json.loads, done.stdout.splitlines())
    assert (good["status"], good["reason"], good["entries"]) == ("active", None, 3)
    assert good["next_due_at"].startswith("2026-03-0")
    assert (bad["url"], bad["reason"], bad["entries"]) == (site.url("/gone.xml"), "http_404", 0)


def test_every_feeds_command_has_an_example_and_is_in_the_readme() -> None:
    readme = (Path(cli.__file__).parents[1] / "README.md").read_text("utf-8")
    for command in feeds_cli.app.registered_commands:
        name = command.name or getattr(command.callback, "__name__", "")
        assert f"`newsledger feeds {name}" in readme
        assert f"`newsledger feeds {name}" in str(command.epilog)


def test_none_of_the_commands_imports_prefect(site: NewsSite, place: Home) -> None:
    _serve_feeds(site)
    lines = (f"add {site.url('/rss.xml')}", "list", "check", "export", f"remove {site.url('/rss.xml')}")
    given = "".join(f"newsledger feeds {line} --sources {place.sources}\n" for line in lines)
    environment = place.environment | {"NEWSLEDGER_HOME": str(place.path)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=given, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_parse_goes_on_after_a_file_that_is_missing(tmp_path: Path, place: Home) -> None:
    (tmp_path / "good.xml").write_text(rss(STORIES[:1], "https://news.test"))
    done = place.run("feeds", "parse", str(tmp_path / "missing.xml"), str(tmp_path / "good.xml"))
    assert (done.returncode, "missing.xml" in done.stderr, len(done.stdout.splitlines())) == (2, True, 1)
