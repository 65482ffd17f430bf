"""The engine on whole texts: offsets, references, modality, and text that nobody meant as news."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.facts import extract
from newsledger.facts.printed import as_line
from newsledger.records import Extraction, Fact

PUBLISHED = date(2026, 3, 6)


def _extract(text: str) -> Extraction:
    return extract(text, published=PUBLISHED)


def _one(text: str, kind: str) -> Fact:
    (fact,) = (fact for fact in _extract(text).facts if fact.type == kind)
    return fact


def test_the_company_is_the_one_named_before() -> None:
    text = "Tallow Foods had a good year. The company has acquired Fenwick Bakeries for $45 million."
    fact = _one(text, "acquisition")
    assert (fact.subject, fact.object) == ("Tallow Foods", "Fenwick Bakeries")
    assert text[fact.start : fact.end].startswith("The company")


def test_a_surname_is_the_person_named_before() -> None:
    text = "Ada Brisco spoke first. Brisco has left Morrow Rail."
    assert _one(text, "personnel_move").subject == "Ada Brisco"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Tallow Foods acquired Fenwick Bakeries.", "asserted"),
        ("Tallow Foods plans to acquire Fenwick Bakeries.", "planned"),
        ("Tallow Foods has reportedly acquired Fenwick Bakeries.", "rumoured"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert _one(text, "acquisition").modality == modality


def test_the_fuller_statement_is_the_claim() -> None:
    text = "Tallow Foods acquired Fenwick Bakeries.\nTallow Foods has acquired Fenwick Bakeries for $45 million."
    fact = _one(text, "acquisition")
    assert fact.value is not None
    assert fact.value.max == 45_000_000


def test_relative_dates_stand_on_the_day_of_publication() -> None:
    assert _one("Ada Brisco left Morrow Rail yesterday.", "personnel_move").date == "2026-03-05"


def test_a_language_without_rules_says_so() -> None:
    extraction = extract("Die Firma Tallow Foods hat Fenwick gekauft.", language="de")
    assert (extraction.status, extraction.facts) == ("language_not_covered", ())


WORDS = [
    "Tallow Foods",
    "acquired",
    "named",
    "chief executive",
    "its",
    "The company",
    "$5m",
    "12%",
    "revenue",
    "rose",
    "of",
]
SOUP = st.lists(st.one_of(st.sampled_from([*WORDS, ".", "\n", "**", "Employees:"]), st.text(max_size=8)), max_size=60)


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_any_text_gives_facts_that_slice_and_never_an_error(parts: list[str]) -> None:
    text = " ".join(parts)
    for fact in _extract(text).facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end].strip()


@pytest.mark.parametrize(
    "text", ["x" * 200_000, "Tallow Foods " * 15_000, "\U0001f600 $5m rose 12% " * 5_000, "A.B." * 40_000]
)
def test_long_lines_end(text: str) -> None:
    assert _extract(text).status == "ok"


def test_the_seed_document_beside_the_project(shared: Path, tmp_path: Path) -> None:
    """The first target of the facts stage, by the scorer of the facts contract."""
    facts = shared / "facts"
    document = json.loads((facts / "dev" / "seed-scmp.json").read_text("utf-8"))
    extraction = extract(document["text"], title=document["title"], published=date.fromisoformat(document["published"]))
    gold = [line for line in (facts / "dev" / "gold-1.jsonl").read_text("utf-8").split("\n") if '"seed-scmp"' in line]
    (tmp_path / "gold.jsonl").write_text("\n".join(gold), encoding="utf-8")
    lines = (json.dumps(as_line("seed-scmp", fact)) for fact in extraction.facts)
    (tmp_path / "got.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, facts / "score.py", tmp_path / "gold.jsonl", tmp_path / "got.jsonl", "--json"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert json.loads(printed)["correct"]["recall"] >= 0.60


@pytest.mark.parametrize("when", ["last month", "next year", "two weeks ago", "this week"])
def test_a_time_that_nobody_can_date_is_still_no_part_of_a_name(when: str) -> None:
    verb = "will acquire" if when == "next year" else "acquired"
    (fact,) = extract(f"Tallis Group {verb} Loomwork Systems {when}.").facts
    assert (fact.subject, fact.object, fact.date, fact.period) == ("Tallis Group", "Loomwork Systems", None, None)


def test_a_run_without_an_end_is_cut_between_words() -> None:
    found = extract("Tallis Group acquired Loomwork Systems for $45 million and " * 400).facts
    assert {(fact.subject, fact.object) for fact in found} == {("Tallis Group", "Loomwork Systems")}


def test_shares_that_are_paid_with_are_not_what_is_bought() -> None:
    (fact,) = extract("Tallis Group has agreed to buy Loomwork Systems for $2 billion in cash and shares.").facts
    assert (fact.type, fact.object, fact.value and fact.value.min) == ("acquisition", "Loomwork Systems", 2e9)
    assert not [f for f in extract("Tallis Group bought shares in Loomwork.").facts if f.type == "acquisition"]


def test_a_part_of_the_jobs_is_cut_and_not_all() -> None:
    found = extract("Tallis Group will cut about 600 of its 9,400 jobs.").facts
    assert [(f.attribute, f.value and f.value.max) for f in found] == [("layoff", 600), ("headcount", 9400)]
