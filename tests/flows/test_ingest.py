"""The whole flow on a site of our own: feeds and documents in, SQL out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.running import Home, home_at
from tests.web.pages import STORIES, atom, page, rdf, rss
from tests.web.site import NewsSite

NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
DOCUMENT = """Lorimer Grain Opens Its Books** **

March 2, 2026, 9:10 am
Lorimer Grain LG
Lorimer Grain LG
AgTechFoodTechLogistics
Location: Ireland, Cork
Employees: 51-200
Founded date: 1988
Total raised: $4.5M
**

Lorimer Grain named Conor Haslett chief financial officer on Friday. He starts in May.
"""


def _serve(site: NewsSite, home: Home) -> None:
    base = site.url("")
    for story in STORIES:
        site.serve(story.path, page(story))
    site.serve("/rss.xml", rss(STORIES[:2], base), "application/rss+xml")
    site.serve("/atom.xml", atom(STORIES[1:], base), "application/atom+xml")
    site.serve("/rdf.xml", rdf(STORIES[2:], base), "application/rdf+xml")
    (home.sources.parent / "lorimer.txt").write_text(DOCUMENT, encoding="utf-8")
    site.sources_yaml(home.sources, "/rss.xml", "/atom.xml", "/rdf.xml", documents=("*.txt",))


@pytest.fixture
def served(site: NewsSite, home: Home) -> NewsSite:
    """Three stories in three kinds of feed, and one document beside the sources file."""
    _serve(site, home)
    return site


@dataclass(frozen=True)
class Once:
    """A run that several tests look at."""

    site: NewsSite
    home: Home
    report: dict[str, Any]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, prefect_server: str) -> Iterator[Once]:
    """The first run over the served site."""
    with NewsSite() as site, home_at(tmp_path_factory.mktemp("once"), site, prefect_server) as home:
        _serve(site, home)
        yield Once(site, home, home.ingest(NOW))


def test_feeds_and_documents_become_articles(once: Once) -> None:
    counted = [once.report[name] for name in ("polled", "pages", "articles_new", "quarantined")]
    assert counted == [3, 4, 4, 0]
    articles = {row["title"]: row for row in once.home.sql("SELECT * FROM articles")}
    assert set(articles) == {*(story.title for story in STORIES), "Lorimer Grain Opens Its Books"}
    tallow = articles["Tallow Foods buys Fenwick Bakeries"]
    assert tallow["authors"] == ["Greta Lindqvist"]
    assert (str(tallow["published_date"]), tallow["language"]) == ("2026-03-03", "en")


def test_articles_become_facts(once: Once) -> None:
    facts = {(row["type"], row["subject"], row["object"]) for row in once.home.sql("SELECT * FROM facts")}
    assert facts >= {
        ("acquisition", "Tallow Foods", "Fenwick Bakeries"),
        ("personnel_move", "Ada Brisco", "Morrow Rail"),
        ("price_change", "Ospra Lighting", "Lumo 2"),
        ("company_profile", "Lorimer Grain", "Ireland, Cork"),
        ("personnel_move", "Conor Haslett", "Lorimer Grain"),
    }


def test_two_feeds_with_one_article_fetch_it_once(once: Once) -> None:
    assert [once.site.count(story.path) for story in STORIES] == [1, 1, 1]


def test_every_fact_slices_its_article(once: Once) -> None:
    wrong = """SELECT count(*) FROM ledger.fact_evidence JOIN ledger.article_versions USING (version_id)
        WHERE substring(text, start_offset + 1, end_offset - start_offset) <> sentence"""
    assert once.home.one("SELECT count(*) FROM ledger.fact_evidence") >= 8
    assert once.home.one(wrong) == 0


def test_card_tags_are_the_organisations_and_no_facts(once: Once) -> None:
    tags = once.home.one("SELECT tags FROM ledger.entities WHERE name = 'Lorimer Grain'")
    assert tags == ["AgTech", "FoodTech", "Logistics"]
    assert once.home.one("SELECT count(*) FROM facts WHERE object IN ('AgTech', 'Logistics')") == 0


def test_a_second_run_asks_conditionally_and_changes_no_count(served: NewsSite, home: Home) -> None:
    home.ingest(NOW)
    first = home.counts()
    report = home.ingest(NOW + timedelta(days=1))
    assert (report["polled"], report["not_modified"], report["pages"]) == (3, 3, 0)
    second = home.counts()
    assert second.pop("fetches") == first.pop("fetches") + 3
    assert second == first
    polls = [asked for asked in served.asked if asked.path == "/rss.xml"]
    assert [asked.status for asked in polls] == [200, 304]
    assert "If-None-Match" not in polls[0].headers


def test_nothing_is_polled_before_it_is_due(served: NewsSite, home: Home) -> None:
    home.ingest(NOW)
    assert home.ingest(NOW + timedelta(minutes=2))["polled"] == 0


def test_an_edited_document_is_a_new_version(served: NewsSite, home: Home) -> None:
    home.ingest(NOW)
    file = home.sources.parent / "lorimer.txt"
    file.write_text(DOCUMENT.replace("He starts in May.", "He starts in June."), encoding="utf-8")
    report = home.ingest(NOW + timedelta(minutes=2))
    assert (report["pages"], report["articles_new"], report["versions_new"], report["facts_new"]) == (1, 0, 1, 0)
    assert home.one("SELECT count(*) FROM ledger.article_versions") == 5
    assert "June" in home.one("SELECT text FROM articles WHERE title LIKE 'Lorimer%'")


def test_the_limit_leaves_the_rest_pending(served: NewsSite, home: Home) -> None:
    assert home.ingest(NOW, limit=1, documents=False)["pages"] == 1
    assert home.ingest(NOW + timedelta(minutes=2), documents=False)["pages"] == 2


def test_without_a_network_documents_are_read_all_the_same(site: NewsSite, home: Home, tmp_path: Path) -> None:
    (tmp_path / "lorimer.txt").write_text(DOCUMENT, encoding="utf-8")
    gone = "/rss.xml"
    site.sources_yaml(home.sources, gone, documents=("lorimer.txt",))
    site.paths.clear()
    report = home.ingest(NOW)
    assert (report["articles_new"], report["is_failing"]) == (1, False)
    (feed,) = home.state("feeds_status")
    assert (feed["status"], feed["reason"], feed["failures"] > 0) == ("active", "http_404", True)


ENTITIES = """entities:
  - {name: Lorimer Grain, type: organization, ticker: LOR, country: IE, aliases: [tillo]}
"""


def test_the_flow_and_extract_know_the_same_entities(home: Home) -> None:
    folder = home.sources.parent
    home.sources.write_text("documents:\n  - path: '*.txt'\n", encoding="utf-8")
    text = "News\n\nMarch 2, 2026\n\nLast week tillo acquired Fenwick Bakeries. Brisco Mill sued Lorimer Grain Co.\n"
    (folder / "news.txt").write_text(text, encoding="utf-8")
    plain = home.run("extract", str(folder / "news.txt"), NEWSLEDGER_SOURCES=str(home.sources)).stdout
    assert "tillo" not in {json.loads(line)["subject"] for line in plain.splitlines()}
    (folder / "entities.yaml").write_text(ENTITIES, encoding="utf-8")
    home.ingest(NOW)
    printed = home.run("extract", str(folder / "news.txt"), "--sources", str(home.sources)).stdout
    lines = [json.loads(line) for line in printed.splitlines()]
    stored = home.sql("SELECT f.*, e.confidence FROM ledger.facts AS f JOIN ledger.fact_evidence AS e USING (fact_id)")
    told = ("type", "attribute", "subject", "object", "modality", "confidence")
    assert sorted([line[name] or "" for name in told] for line in lines) == sorted(
        [row[name] or "" for name in told] for row in stored
    )
    bought = home.one("SELECT subject FROM facts WHERE type = 'acquisition'")
    ticker = home.one("SELECT ticker || ' ' || country FROM organizations WHERE organization = 'Lorimer Grain'")
    assert (bought, ticker) == ("Lorimer Grain", "LOR IE")


def test_entities_are_linked_and_unlinked_as_the_file_changes(home: Home) -> None:
    folder = home.sources.parent
    home.sources.write_text("documents:\n  - path: '*.txt'\n", encoding="utf-8")
    text = "News\n\nMarch 2, 2026\n\nTillo Mills acquired Fenwick Bakeries last week.\n"
    (folder / "news.txt").write_text(text, encoding="utf-8")
    names = []
    for listed in ("", ENTITIES.replace("tillo", "Tillo Mills"), ""):
        (folder / "entities.yaml").write_text(listed or "entities: []\n", encoding="utf-8")
        home.ingest(NOW)
        names.append(home.one("SELECT subject FROM facts WHERE type = 'acquisition'"))
    assert names == ["Tillo Mills", "Lorimer Grain", "Tillo Mills"]
