"""The articles of tests/gold, written and annotated for this project: each fact keeps to the contract's form."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[1] / "gold"

# the facts contract's types, each with the attributes it may have; None stands for "has no attribute"
ATTRIBUTES: dict[str, set[str | None]] = {
    "personnel_move": {"join", "leave", "promote"},
    "position": {"current", "former"},
    "founding": {None},
    "ownership": {"parent", "stake"},
    "acquisition": {"announced", "completed", "in_talks", "rejected", "merger"},
    "funding": {
        "seed",
        "debt",
        "grant",
        "total",
        "unspecified",
        *(f"series_{c}" for c in "abcdefghijklmnopqrstuvwxyz"),
    },
    "investment": {None},
    "listing": {"ipo", "secondary", "delisting", "withdrawn"},
    "metric": set(),
    "price_change": {"cut", "rise", "set"},
    "share_price": {"rise", "fall", "level"},
    "workforce": {"layoff", "hire", "headcount"},
    "product_launch": {"launch", "update", "recall", "end"},
    "product_link": {"made_by", "component_of", "successor_of"},
    "partnership": {None},
    "contract": {None},
    "legal_action": {"investigate", "sue", "charge", "fine", "settle", "rule", "sanction"},
    "company_profile": {
        *("headquarters", "employees", "founded", "total_raised"),
        *("industry", "ticker", "valuation"),
    },
    "facility": {"open", "close", "expand"},
}
MODALITIES = {"asserted", "planned", "expected", "rumoured", "denied"}
FIELDS = "doc type attribute subject object role value change period date modality attribution start end".split()
DAY = r"\d{4}(-\d{2}(-\d{2})?|-Q[1-4])?"
SPAN = re.compile(rf"{DAY}(/{DAY})?")
QUALIFIERS = {"exact", "approx", "at_least", "at_most"}

DOCUMENTS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}
LINES: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted(GOLD.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line
]
# an article without a fact is a line of its own, {"doc": ..., "empty": true}
FACTS = [line for line in LINES if not line.get("empty")]


def _facts(doc: str) -> list[dict[str, Any]]:
    return [fact for fact in FACTS if fact["doc"] == doc]


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at]
    return not before or before.endswith("\n") or re.search(r"[.!?][”\"’')]* $", before) is not None


def _ends_sentence(text: str, at: int) -> bool:
    at_line_end = at == len(text) or text[at] == "\n"
    return at_line_end or (re.search(r"[.!?][”\"’')]*$", text[:at]) is not None and text[at] == " ")


def test_facts_and_articles_belong_together() -> None:
    assert DOCUMENTS
    assert {line["doc"] for line in LINES} == set(DOCUMENTS)


def test_an_article_is_called_what_its_file_is() -> None:
    assert {name: document["doc"] for name, document in DOCUMENTS.items()} == {name: name for name in DOCUMENTS}
    numbers = [name.partition("-")[0] for name in DOCUMENTS]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("doc", DOCUMENTS)
def test_an_article_is_whole(doc: str) -> None:
    document = DOCUMENTS[doc]
    assert sorted(document) == ["doc", "published", "text", "title"]
    assert date.fromisoformat(document["published"]).isoformat() == document["published"]
    assert document["text"] == document["text"].strip()
    assert document["title"].strip()


@pytest.mark.parametrize("doc", DOCUMENTS)
def test_evidence_is_one_whole_sentence_or_line(doc: str) -> None:
    text = DOCUMENTS[doc]["text"]
    for fact in _facts(doc):
        evidence = text[fact["start"] : fact["end"]]
        assert 0 <= fact["start"] < fact["end"] <= len(text), fact
        assert evidence == evidence.strip(), fact
        assert "\n" not in evidence, fact
        assert _starts_sentence(text, fact["start"]), fact
        assert _ends_sentence(text, fact["end"]), fact


@pytest.mark.parametrize("doc", DOCUMENTS)
def test_facts_are_of_the_contract(doc: str) -> None:
    for fact in _facts(doc):
        assert sorted(fact) == sorted(FIELDS), fact
        assert fact["modality"] in MODALITIES, fact
        assert fact["subject"], fact
        if fact["type"] == "metric":
            assert fact["attribute"], fact
            assert fact["value"] or fact["change"], fact
        else:
            assert fact["attribute"] in ATTRIBUTES[fact["type"]], fact
        assert fact["role"] is None or fact["type"] in {"personnel_move", "position"}, fact
        assert all(fact[key] is None or SPAN.fullmatch(fact[key]) for key in ("period", "date")), fact


@pytest.mark.parametrize("doc", DOCUMENTS)
def test_numbers_are_of_the_contract(doc: str) -> None:
    for fact in _facts(doc):
        value, change = fact["value"], fact["change"]
        if value is not None:
            assert set(value) == {"min", "max", "unit", "qualifier"}, fact
            assert value["unit"], fact
            assert value["qualifier"] in QUALIFIERS, fact
            assert (value["max"] is None) == (value["qualifier"] == "at_least"), fact
            assert (value["min"] is None) == (value["qualifier"] == "at_most"), fact
        if change is not None:
            assert set(change) == {"min", "max", "unit", "direction"}, fact
            assert change["direction"] in {"up", "down"}, fact
            assert (change["unit"] is None) == (change["min"] is change["max"] is None), fact


def test_no_fact_is_annotated_twice() -> None:
    lines = [json.dumps({**fact, "attribution": None}, sort_keys=True) for fact in FACTS]
    assert sorted(lines) == sorted(set(lines))
    assert {fact["type"] for fact in FACTS} == set(ATTRIBUTES)
