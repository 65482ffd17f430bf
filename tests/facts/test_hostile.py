"""Text that nobody meant as news: no crash, bounded time, evidence inside the text, the same facts on every run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsledger.facts import extract
from newsledger.facts.printed import as_line
from newsledger.records import Extraction

PUBLISHED = date(2026, 3, 6)
STORY = (
    "Tallow Foods (NYSE: TLW) has acquired Fenwick Bakeries, a Leeds-based bread maker, for $45 million. Chief executive "
    "Ada Brisco said on Tuesday that revenue rose 12% to €3.1bn in the third quarter, compared with $2.7 billion a year "
    "earlier. The company plans to lay off 300 workers by the end of 2027, according to people familiar with the matter.\n"
)
PIECES = [
    *STORY.split(),
    *(
        "The company",
        "its",
        "it",
        "said",
        "to",
        "from",
        "in 2019",
        "a year earlier",
        "half of",
        "between $1m and",
        "Q3",
    ),
    *(". ", ", ", "\n", "\n\n", "**", "- ", "| ", "\t", "Employees:", "11-50", '"', "”", "(", ")", "?", "’s", "—", ";"),
    *(
        "\u202e",
        "\u200b",
        "\u00a0",
        "\x00",
        "\x1b[0m",
        "\ue000",
        "\U0001f600",
        "\U0010ffff",
        "\u0661\u0662%",
        "\u05d0\u05d1",
        "\u00df",
        "\u0130",
    ),
]
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=50).map(" ".join)
NOISE = st.one_of(SOUP, st.text(max_size=200), SOUP.map(str.upper), SOUP.map(lambda text: text.replace(" ", "")))


def _extract(text: str) -> Extraction:
    return extract(text, published=PUBLISHED)


def _lines(text: str) -> list[str]:
    return [json.dumps(as_line("x", fact), sort_keys=True) for fact in _extract(text).facts]


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(NOISE)
def test_any_text_gives_facts_whose_evidence_is_in_it(text: str) -> None:
    extraction = _extract(text)
    for fact in extraction.facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == text[fact.start : fact.end].strip() != ""
        assert fact.subject.strip()
        assert 0 < fact.confidence <= 1
    for mention in extraction.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
    assert _extract(text) == extraction


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.text(alphabet="\U0001f600\U0010ffff\ue000\u202e\u05d0e\u0301 ", max_size=12))
def test_what_stands_before_a_story_only_moves_its_offsets(before: str) -> None:
    shift = len(before) + 2
    plain, moved = _extract(STORY), _extract(f"{before}\n\n{STORY}")
    assert plain.facts
    assert {(f.type, f.subject, f.start + shift, f.end + shift) for f in plain.facts} <= {
        (f.type, f.subject, f.start, f.end) for f in moved.facts
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\t",
        "\x00",
        "\u202e",
        "\ufeff",
        ".",
        "”",
        "((((",
        "$",
        "%",
        "a" * 5000,
        "Appoints",
        "SERVICES",
        "$5m",
    ],
)
def test_next_to_nothing_has_no_facts(text: str) -> None:
    assert _extract(text).facts == ()


@pytest.mark.parametrize(
    "text", ["See docket 2018-ABC-12.", "The part 5-EHC-2019 was sold.", "It opened on 3 \u017feptember 2019."]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [fact.date for fact in _extract(text).facts if fact.date] == []


@pytest.mark.parametrize("year", [1, 9999])
def test_a_publication_day_at_the_end_of_the_calendar_dates_nothing(year: int) -> None:
    text = (
        "Tallow Foods opened a store in the last few days.\nIt hired 500 people last night, and 20 in the next decade."
    )
    facts = extract(text, published=date(year, 12, 31)).facts
    assert {fact.type for fact in facts} == {"facility", "workforce"}
    assert {fact.date for fact in facts} == {None}


def test_a_line_may_end_with_who_did_nothing() -> None:
    facts = _extract("Tallow Foods acquired Fenwick Bakeries, which was founded by nobody").facts
    assert {(fact.type, fact.object) for fact in facts} == {("acquisition", "Fenwick Bakeries")}


def test_a_description_behind_a_participle_ends() -> None:
    """What is listed with a name's trade is taken in only as far as it describes: this sentence once never ended."""
    facts = _extract("Founded, threat detection and response company Tallis runs the yard.").facts
    assert [(fact.subject, fact.object) for fact in facts] == [("Tallis", "threat detection and response")]


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("Tallow Foods said revenue rose 12% to $5m in 2024, ", id="a line without full stops"),
        pytest.param("TALLOW FOODS HAS ACQUIRED FENWICK BAKERIES FOR $45 MILLION. ", id="all caps"),
        pytest.param("TallowFoodshasacquiredFenwickBakeriesfor$45million.", id="no spaces"),
        pytest.param("Tallow Foods\nTallow Foods\nLocation: Ireland, Cork\nEmployees: 51-200\n", id="cards"),
        pytest.param("| Tallow Foods | 12% | $5m | 2024 ", id="a flattened table"),
        pytest.param("1234567890", id="digits"),
        pytest.param("123 456 7,890 ", id="numbers"),
        pytest.param("()[]{}", id="brackets"),
        pytest.param("A. ", id="initials"),
        pytest.param("1. Quillon Desk\nPricing: $5\n\n", id="priced entries"),
        pytest.param('"', id="quotes"),
        pytest.param("in 2019 ", id="years"),
        pytest.param("\U0001f600 $5m rose 12% ", id="emoji"),
        pytest.param("the company said it ", id="references"),
        pytest.param("of the chief executive of ", id="prepositions"),
    ],
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (4_000, 16_000))
    _extract(short)
    # a collection of garbage may fall into one
    assert any(_seconds(long) < 12 * _seconds(short) + 0.2 for _ in range(3))


def _seconds(text: str) -> float:
    began = time.process_time()
    assert _extract(text).status == "ok"
    return time.process_time() - began


def test_the_same_facts_whatever_the_hash_seed() -> None:
    code = (
        "import sys, json; from datetime import date; from newsledger.facts import extract\n"
        "print([repr(f) for f in extract(sys.stdin.read(), published=date(2026, 3, 6)).facts])"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", code],
            input=STORY * 2,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert "acquisition" in printed[0]


def test_the_last_day_of_the_calendar_is_one_to_count_from() -> None:
    text = "Acme opened a store on 9999-12-31. It hired 500 people last night. It hired 20 the next day."
    assert {fact.type for fact in extract(text).facts} == {"facility", "workforce"}
