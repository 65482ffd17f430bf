"""The examples in the pattern files: each must match, or must not, as its file says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from newsledger.facts import extract
from newsledger.facts.patterns import load

MATCHES = [(file.type, example) for file in load() for example in file.matches]
REFUSES = [(file.type, text) for file in load() for text in file.refuses]


@pytest.mark.parametrize(("kind", "example"), MATCHES)
def test_an_example_gives_its_fact(kind: str, example: dict[str, Any]) -> None:
    facts = [fact for fact in extract(example["text"], published=date(2025, 6, 18)).facts if fact.type == kind]
    wanted = {field: value for field, value in example.items() if field != "text"}
    assert any(all(getattr(fact, field) == value for field, value in wanted.items()) for fact in facts), facts


@pytest.mark.parametrize(("kind", "text"), REFUSES)
def test_a_refused_sentence_gives_none(kind: str, text: str) -> None:
    assert [fact for fact in extract(text).facts if fact.type == kind] == []


def test_every_file_has_both_kinds_of_example() -> None:
    assert [file.type for file in load() if not (file.matches and file.refuses)] == []
