"""Entities: the file that lists them, and which of them a name stands for however it came into the warehouse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from newsledger import entities, ids
from newsledger.errors import SourcesError
from newsledger.records import (
    Article,
    Entity,
    Extraction,
    Fact,
    Fetched,
    Kind,
    Mention,
    Page,
    Quantity,
    Source,
    Stamp,
)
from newsledger.warehouse import (
    Warehouse,
    load,
    outcomes_of,
    questions,
    register_entities,
    register_sources,
)
from tests.running import warehouse_at

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOURCE = Source("ledger-daily", "Ledger Daily")
ONE = "entities:\n  - name: Tallow Foods\n    type: organization\n"


def _problem(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourcesError) as raised:
        entities.load(file)
    return str(raised.value).removeprefix(f"{file.parent}/")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "e.yaml:1: the file: is empty; it needs `entities:`"),
        ("companies: []\n", "e.yaml:1: companies: unknown key; known here: entities"),
        (
            f"{ONE}    alias: [Tallow]\n",
            "e.yaml:4: alias: unknown key; known here: aliases, country, name, ticker, type",
        ),
        ("entities:\n  - name: Tallow Foods\n", "e.yaml:2: type: is missing"),
        ("entities:\n  - type: person\n", "e.yaml:2: name: is missing"),
        (
            "entities:\n  - {name: Tallow, type: firm}\n",
            "e.yaml:2: type: is none of organization, person, product, place: 'firm'",
        ),
        (f"{ONE}    aliases: Tallow\n", "e.yaml:4: aliases: should be a list"),
        (
            f"{ONE}    aliases: ['The.']\n    country: Norway\n",
            "e.yaml:5: country: is not an ISO 3166 code such as US: 'Norway'",
        ),
        (f"{ONE}    aliases: ['...']\n", "e.yaml:4: aliases: is no name: '...'"),
        (f"{ONE}    ticker: tal low\n", "e.yaml:4: ticker: is no ticker such as AAPL or 005930.KS: 'tal low'"),
        (
            f"{ONE}  - name: Fenwick\n    type: organization\n    aliases: ['TALLOW FOODS, Inc.']\n",
            "e.yaml:6: aliases: repeated: 'TALLOW FOODS, Inc.' is another organization's on line 2",
        ),
    ],
)
def test_what_is_wrong_with_the_file_has_its_line(tmp_path: Path, text: str, problem: str) -> None:
    assert _problem(tmp_path / "e.yaml", text) == problem


def test_the_file_lists_names_aliases_tickers_and_countries(tmp_path: Path) -> None:
    file = tmp_path / "e.yaml"
    file.write_text(
        f"{ONE}    aliases: [Tallow, 'Tallow Foods Co.']\n    ticker: 005930.KS\n    country: NO\n"
        "  - {name: Tallow, type: place}\n",
        encoding="utf-8",
    )
    tallow = Entity("Tallow Foods", "organization", ("Tallow", "Tallow Foods Co."), "005930.KS", "NO")
    assert entities.load(file) == (tallow, Entity("Tallow", "place"))
    assert entities.surfaces(entities.load(file)) == {
        "Tallow Foods": ("Tallow Foods", "organization"),
        "Tallow Foods Co.": ("Tallow Foods", "organization"),
    }


def test_short_names_go_without_what_says_little() -> None:
    assert ids.short_names(ids.plain_name("Oakmere Technologies Group Co., Ltd.")) == [
        "oakmere technologies",
        "oakmere",
    ]
    assert ids.short_names(ids.plain_name("Oakmere Bank")) == []
    assert ids.short_names("group") == []


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with _open(tmp_path / "state.duckdb") as opened:
        yield opened


class _Story:
    """An article in which each of `names` is said to have hired people; a name may stand for a fuller one."""

    def __init__(self, key: str, *names: str | tuple[str, str], kind: Kind = "organization", day: int = 1) -> None:
        self.key, self.day, self.kind = key, day, kind
        self.names = [name if isinstance(name, tuple) else (name, name) for name in names]
        self.text = " ".join(f"{surface} hired." for surface, _ in self.names)

    def extraction(self) -> Extraction:
        mentions, facts, at = [], [], 0
        for surface, name in self.names:
            mentions.append(Mention(name, self.kind, at, at + len(surface)))
            facts.append(Fact("workforce", name, at, at + len(surface) + 7, "hire", subject_kind=self.kind))
            at += len(surface) + 8
        return Extraction("ok", tuple(facts), tuple(mentions))


def _load(warehouse: Warehouse, *stories: _Story) -> None:
    fetched, articles, extractions = [], [], []
    for story in stories:
        page = Page(f"https://news.test/{story.key}", f"https://news.test/{story.key}", "0" * 64, source=SOURCE.slug)
        stamp = Stamp(day=date(2026, 2, story.day), precision="day", origin="meta")
        fetched.append(Fetched(page.key, page))
        articles.append(Article(page, page.url, None, story.text, published=stamp, language="en", cleaner="test"))
        extractions.append(story.extraction())
    load(warehouse, outcomes_of(fetched, articles, extractions), ("test", "1"), "run", NOW, 4)


def _open(file: Path) -> Any:
    from contextlib import contextmanager

    @contextmanager
    def opened() -> Iterator[Warehouse]:
        with warehouse_at(file) as state:
            register_sources(state, [SOURCE], [])
            yield state
            bad = {row["check_name"]: row["example"] for row in state.check() if row["failing"]}
            assert bad == {}

    return opened()


def _rows(warehouse: Warehouse, sql: str) -> list[dict[str, Any]]:
    return warehouse.table(sql).to_pylist()


def _links(warehouse: Warehouse) -> set[tuple[str, str, str]]:
    """(kind, plain name, canonical name) of every entity."""
    found = _rows(
        warehouse,
        """SELECT e.kind, e.plain_name, c.name FROM ledger.entities AS e
        JOIN ledger.entities AS c ON c.entity_id = e.canonical_id""",
    )
    return {(row["kind"], row["plain_name"], row["name"]) for row in found}


def _subjects(warehouse: Warehouse) -> list[str]:
    return [row["subject"] for row in _rows(warehouse, "SELECT DISTINCT subject FROM facts ORDER BY subject")]


ORG = "organization"
SHORT = _Story("1", "Oakmere", "Oakmere's")
LONG = _Story("2", "Oakmere Technologies Co.", "OAKMERE TECHNOLOGIES", day=2)


def test_a_short_name_is_the_organisation_that_goes_by_it(warehouse: Warehouse) -> None:
    _load(warehouse, SHORT)
    assert _subjects(warehouse) == ["Oakmere"]
    _load(warehouse, LONG)
    assert _links(warehouse) == {
        (ORG, "oakmere", "Oakmere Technologies Co."),
        (ORG, "oakmere technologies", "Oakmere Technologies Co."),
    }
    assert _subjects(warehouse) == ["Oakmere Technologies Co."]


def test_a_name_that_two_organisations_go_by_stays_itself(warehouse: Warehouse) -> None:
    _load(warehouse, SHORT, LONG)
    _load(warehouse, _Story("3", "Oakmere Group"))
    assert {name for _, _, name in _links(warehouse)} == {"Oakmere", "Oakmere Technologies Co.", "Oakmere Group"}
    assert _subjects(warehouse) == ["Oakmere", "Oakmere Group", "Oakmere Technologies Co."]


def test_of_several_it_is_the_one_whose_name_all_the_others_go_by(warehouse: Warehouse) -> None:
    _load(warehouse, SHORT, LONG, _Story("3", "Oakmere Technologies Holdings"))
    assert {name for _, _, name in _links(warehouse)} == {"Oakmere Technologies Holdings"}


def test_an_acronym_in_brackets_is_its_organisation_everywhere(warehouse: Warehouse) -> None:
    full = "Savings and Ledger Commission"
    _load(warehouse, _Story("1", "SLC"))
    _load(warehouse, _Story("2", full, ("SLC", full)))
    assert _subjects(warehouse) == [full]
    _load(warehouse, _Story("3", "Southern Lime Company", ("SLC", "Southern Lime Company")))
    assert _subjects(warehouse) == ["SLC", full, "Southern Lime Company"]


def test_homonyms_of_different_kinds_stay_apart(warehouse: Warehouse) -> None:
    kinds: tuple[Kind, ...] = ("organization", "product", "place", "person")
    _load(warehouse, *(_Story(kind, "Merrow", kind=kind) for kind in kinds))
    _load(warehouse, _Story("long", "Merrow Holdings"))
    assert {(kind, name) for kind, plain, name in _links(warehouse) if plain == "merrow"} == {
        ("organization", "Merrow Holdings"), ("product", "Merrow"), ("place", "Merrow"), ("person", "Merrow")
    }  # fmt: skip


def test_surnames_and_products_are_not_merged(warehouse: Warehouse) -> None:
    _load(warehouse, _Story("1", "Brisco", kind="person"), _Story("2", ("Brisco", "Ada Brisco"), kind="person"))
    _load(warehouse, _Story("3", "Lumo", kind="product"), _Story("4", ("Lumo", "Lumo 2"), kind="product"))
    assert {name for _, _, name in _links(warehouse)} == {"Brisco", "Ada Brisco", "Lumo", "Lumo 2"}


def test_an_unknown_kind_is_the_only_known_one_of_that_name(warehouse: Warehouse) -> None:
    _load(warehouse, _Story("1", "Merrow", kind="other"))
    _load(warehouse, _Story("2", "Merrow", kind="organization"))
    canonical = "SELECT DISTINCT canonical_id FROM ledger.entities"
    assert _rows(warehouse, canonical) == [{"canonical_id": ids.entity_id("organization", "Merrow")}]
    _load(warehouse, _Story("3", "Merrow", kind="place"))
    assert len(_rows(warehouse, canonical)) == 3


STORIES = (
    SHORT,
    LONG,
    _Story("3", "Oakmere Technologies Holdings"),
    _Story("4", "OTH", "oakmere technologies holdings", ("OTH", "Oakmere Technologies Holdings")),
    _Story("5", "Oakmere", kind="other"),
)
LISTED = (Entity("Oakmere Corporation", "organization", ("Oakmere Technologies",), "OAK", "IE"),)


def _ledger(folder: Path, steps: Sequence[_Story | tuple[Entity, ...]], batch: bool = False) -> list[Any]:
    with _open(folder / f"{len(list(folder.iterdir()))}.duckdb") as warehouse:
        if batch:
            _load(warehouse, *(step for step in steps if isinstance(step, _Story)))
        for step in () if batch else steps:
            register_entities(warehouse, step, NOW) if isinstance(step, tuple) else _load(warehouse, step)
        entity = _rows(warehouse, "SELECT * EXCLUDE (first_seen_at) FROM ledger.entities ORDER BY entity_id")
        alias = _rows(warehouse, "SELECT * FROM ledger.entity_aliases ORDER BY alias_id")
        mart = _rows(warehouse, "SELECT fact_id, subject, subject_id FROM facts ORDER BY fact_id")
        return [entity, alias, mart]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What the ledger comes to where the stories are loaded one by one."""
    return _ledger(tmp_path_factory.mktemp("plain"), STORIES)


def test_the_order_of_loads_does_not_matter(tmp_path: Path, plain: list[Any]) -> None:
    orders = [STORIES[::-1], (*STORIES[2:], *STORIES[:2])]
    expected = _ledger(tmp_path, STORIES, batch=True)
    assert len({row["canonical_id"] for row in expected[0]}) == 1
    assert plain == expected
    assert [order for order in orders if _ledger(tmp_path, order) != expected] == []


def test_nor_does_it_matter_when_the_file_lists_an_entity(tmp_path: Path) -> None:
    expected = _ledger(tmp_path, (LISTED, *STORIES))
    assert {row["name"] for row in expected[0] if row["entity_id"] == row["canonical_id"]} == {
        "Oakmere Corporation", "Oakmere Technologies Holdings"
    }  # fmt: skip
    assert _ledger(tmp_path, (*STORIES[:3], LISTED, *STORIES[3:])) == expected
    assert _ledger(tmp_path, (*STORIES, LISTED, LISTED)) == expected


def test_what_leaves_the_file_leaves_no_trace_in_the_links(tmp_path: Path, plain: list[Any]) -> None:
    after = _ledger(tmp_path, (*STORIES, LISTED, ()))
    assert after[1:] == plain[1:]
    canonical = {row["entity_id"]: row["canonical_id"] for row in plain[0]}
    assert {row["entity_id"]: row["canonical_id"] for row in after[0]}.items() >= canonical.items()


def test_a_file_that_has_not_changed_is_not_taken_in_again(warehouse: Warehouse) -> None:
    (oakmere,) = LISTED
    assert [register_entities(warehouse, listed, NOW) for listed in ((), LISTED, LISTED)] == [False, True, False]
    assert register_entities(warehouse, (replace(oakmere, country="NO"),), NOW)
    assert _rows(warehouse, "SELECT country FROM ledger.entities") == [{"country": "NO"}]
    assert register_entities(warehouse, (), NOW)
    assert _rows(warehouse, "SELECT country, is_listed FROM ledger.entities") == [{"country": None, "is_listed": False}]


def test_an_entity_that_only_the_file_once_held_is_nobodys_homonym(warehouse: Warehouse) -> None:
    _load(warehouse, _Story("1", "Merrow", kind="other"))
    register_entities(warehouse, [Entity("Merrow", ORG)], NOW)
    register_entities(warehouse, [], NOW)
    assert ("other", "merrow", "Merrow") in _links(warehouse)
    other = f"SELECT canonical_id FROM ledger.entities WHERE entity_id = '{ids.entity_id('other', 'Merrow')}'"
    assert _rows(warehouse, other) == [{"canonical_id": ids.entity_id("other", "Merrow")}]


def test_loading_again_changes_nothing(tmp_path: Path, plain: list[Any]) -> None:
    assert _ledger(tmp_path, (*STORIES, *STORIES)) == plain


def test_a_listed_alias_may_share_no_word_with_the_name(warehouse: Warehouse) -> None:
    _load(warehouse, _Story("1", "Big Violet"), _Story("2", "Ossian Business Devices", kind="other"))
    register_entities(warehouse, [Entity("OBD", ORG, ("Big Violet", "Ossian Business Devices"), "OBD", "US")], NOW)
    assert _subjects(warehouse) == ["OBD"]
    (row,) = _rows(warehouse, "SELECT * FROM organizations")
    assert (row["organization"], row["ticker"], row["country"], row["count_facts"]) == ("OBD", "OBD", "US", 2)


def _profile(attribute: str, **more: Any) -> Fact:
    return Fact("company_profile", "Oakmere", 0, 14, attribute, subject_kind=ORG, **more)


def _told(warehouse: Warehouse, key: str, day: int, *facts: Fact, tags: tuple[str, ...] = ()) -> None:
    story = _Story(key, "Oakmere", day=day)
    page = Page(f"https://news.test/{key}", f"https://news.test/{key}", "0" * 64, source=SOURCE.slug)
    stamp = Stamp(day=date(2026, 2, day), precision="day", origin="meta")
    article = Article(page, page.url, None, f"{story.text} {key}", published=stamp, language="en", cleaner="test")
    extraction = Extraction("ok", facts, (), (("Oakmere", tags),) if tags else ())
    load(warehouse, outcomes_of([Fetched(page.key, page)], [article], [extraction]), ("test", "1"), "run", NOW, 4)


def test_a_card_and_later_facts_build_a_profile(warehouse: Warehouse) -> None:
    cork, galway = (_profile("headquarters", object=place) for place in ("Cork", "Galway"))
    people = Quantity(51, 200, "person")
    _told(warehouse, "1", 1, cork, _profile("employees", value=people), tags=("Grain", "AgTech"))
    _told(warehouse, "2", 2, galway, _profile("valuation", value=Quantity(3e9, 3e9, "EUR"), modality="expected"))
    headcount = Fact("workforce", "Oakmere", 0, 14, "headcount", value=Quantity(240, 240, "employee"), subject_kind=ORG)
    _told(warehouse, "3", 3, cork, headcount, tags=("Milling",))
    (row,) = _rows(warehouse, "SELECT * FROM organizations WHERE organization = 'Oakmere'")
    assert (row["headquarters"], row["headquarters_date"], row["headquarters_count"]) == ("Cork", date(2026, 2, 3), 2)
    assert (row["employees_min"], row["employees_max"], row["employees_date"]) == (240, 240, date(2026, 2, 3))
    assert (row["valuation"], row["tags"], row["count_facts"]) == (None, ["AgTech", "Grain", "Milling"], 5)


def test_a_profile_is_of_all_the_names_of_an_organisation(warehouse: Warehouse) -> None:
    _told(warehouse, "1", 1, _profile("headquarters", object="Cork"), tags=("Grain",))
    _load(warehouse, LONG)
    (row,) = _rows(warehouse, "SELECT * FROM organizations")
    assert (row["organization"], row["headquarters"]) == ("Oakmere Technologies Co.", "Cork")
    assert (row["names"], row["tags"]) == (["Oakmere", "Oakmere Technologies Co."], ["Grain"])
    assert _rows(warehouse, "SELECT DISTINCT tags FROM company_profiles") == [{"tags": ["Grain"]}]


def test_a_timeline_has_what_an_organisation_did_and_what_was_done_to_it(warehouse: Warehouse) -> None:
    bought = Fact(
        "acquisition", "Oakmere", 0, 14, "completed", "Tallis Mill", date="2025-11", subject_kind=ORG, object_kind=ORG
    )
    moved = Fact("personnel_move", "Ada Brisco", 0, 14, "join", "Oakmere", subject_kind="person", object_kind=ORG)
    _told(warehouse, "1", 4, moved, bought)
    told = _rows(warehouse, "SELECT * FROM company_timeline ORDER BY organization, happened_on")
    assert [(r["organization"], str(r["happened_on"]), r["is_dated"], r["part"], r["other_party"]) for r in told] == [
        ("Oakmere", "2025-11-01", True, "subject", "Tallis Mill"),
        ("Oakmere", "2026-02-04", False, "object", "Ada Brisco"),
        ("Tallis Mill", "2025-11-01", True, "object", "Oakmere"),
    ]


def test_every_column_about_entities_says_what_it_is(warehouse: Warehouse) -> None:
    silent = """SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL
        AND table_name IN ('entities', 'entity_aliases', 'entity_mentions', 'organizations', 'company_timeline', 'facts')"""
    assert _rows(warehouse, silent) == []


@pytest.mark.parametrize("name", ["organization_profiles", "company_timeline"])
def test_the_questions_about_organisations_answer(warehouse: Warehouse, name: str) -> None:
    _told(warehouse, "1", 1, _profile("headquarters", object="Cork"))
    assert [row["organization"] for row in _rows(warehouse, questions()[name])] == ["Oakmere"]


def test_tags_of_a_card_survive_a_mention_in_the_same_batch(warehouse: Warehouse) -> None:
    card = Extraction("ok", (), (), (("Oakmere", ("Grain",)),))
    pages = [Page(f"https://news.test/{key}", f"https://news.test/{key}", "0" * 64) for key in "ab"]
    articles = [Article(page, page.url, None, SHORT.text + page.key, cleaner="test") for page in pages]
    outcomes = outcomes_of([Fetched(page.key, page) for page in pages], articles, [card, SHORT.extraction()])
    load(warehouse, outcomes, ("test", "1"), "run", NOW, 4)
    assert _rows(warehouse, "SELECT name, tags FROM ledger.entities") == [{"name": "Oakmere", "tags": ["Grain"]}]
