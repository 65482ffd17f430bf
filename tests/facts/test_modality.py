"""How a claim is made: each kind of doubt, judged for the claim and not for its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from newsledger.facts import extract

BUYS = "Tallow Foods acquired Fenwick Bakeries"
BOUGHT = "Tallow Foods had acquired Fenwick Bakeries"


def _modalities(text: str, kind: str) -> list[str]:
    return sorted(f.modality for f in extract(text, published=date(2026, 3, 6)).facts if f.type == kind)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"{BUYS}.", "asserted"),
        (f"The company confirmed that {BOUGHT}.", "asserted"),
        ("Tallow Foods, which is in talks with banks, acquired Fenwick Bakeries.", "asserted"),
        ("Tallow Foods did not disclose the price at which it acquired Fenwick Bakeries.", "asserted"),
        (f"Readers may remember that {BOUGHT}.", "asserted"),
        ("Tallow Foods plans to acquire Fenwick Bakeries.", "planned"),
        ("Tallow Foods is set to acquire Fenwick Bakeries.", "planned"),
        ("Analysts expect Tallow Foods to acquire Fenwick Bakeries.", "expected"),
        ("Tallow Foods is likely to acquire Fenwick Bakeries.", "expected"),
        ("Tallow Foods has reportedly acquired Fenwick Bakeries.", "rumoured"),
        ("Tallow Foods is said to have acquired Fenwick Bakeries.", "rumoured"),
        (f"{BUYS}, according to people familiar with the matter.", "rumoured"),
        (f"Bloomberg reported that {BOUGHT}.", "rumoured"),
        ("Tallow Foods is in talks to acquire Fenwick Bakeries.", "rumoured"),
        (f"A spokesman denied that {BOUGHT}.", "denied"),
        (f"A spokesman denied {BOUGHT}.", "denied"),
        (f"Reports that {BUYS} are untrue, a spokesman said.", "denied"),
        (f"Rumour has it that {BOUGHT}.", "rumoured"),
        ("Tallow Foods is believed to have acquired Fenwick Bakeries.", "rumoured"),
        ("The No 3 grocer, Tallow Foods, acquired Fenwick Bakeries.", "asserted"),
        ("Tallow Foods must acquire Fenwick Bakeries.", "planned"),
        ("Tallow Foods needs to acquire Fenwick Bakeries.", "planned"),
        ("Tallow Foods is trying to acquire Fenwick Bakeries.", "planned"),
        ("Once Tallow Foods acquires Fenwick Bakeries, it will close a mill.", "planned"),
        ("Once Tallow Foods had acquired Fenwick Bakeries, it closed a mill.", "asserted"),
    ],
)
def test_a_claim_keeps_its_doubt(text: str, modality: str) -> None:
    assert set(_modalities(text, "acquisition")) == {modality}


@pytest.mark.parametrize(
    "text",
    [
        "Tallow Foods has not acquired Fenwick Bakeries.",
        "Tallow Foods never acquired Fenwick Bakeries.",
        "Tallow Foods could acquire Fenwick Bakeries.",
        "Has Tallow Foods acquired Fenwick Bakeries?",
        f"If {BUYS}, prices would rise.",
        "Tallow Foods would have acquired Fenwick Bakeries if the price had been lower.",
        "Tallow Foods has no plans to acquire Fenwick Bakeries.",
        "Tallow Foods failed to acquire Fenwick Bakeries.",
        "Tallow Foods decided against acquiring Fenwick Bakeries.",
        f"It is unclear whether {BOUGHT}.",
        f"Readers may not know whether {BOUGHT}.",
        "Neither Tallow Foods nor Quillon acquired Fenwick Bakeries.",
        "Nobody acquired Fenwick Bakeries.",
        "Tallow Foods no longer plans to acquire Fenwick Bakeries.",
        "Tallow Foods has yet to acquire Fenwick Bakeries.",
        "Tallow Foods has no intention of acquiring Fenwick Bakeries.",
        "Tallow Foods is unlikely to acquire Fenwick Bakeries.",
        "Tallow Foods was unable to acquire Fenwick Bakeries.",
        "Tallow Foods sued Quillon instead of acquiring Fenwick Bakeries.",
        "Had Tallow Foods acquired Fenwick Bakeries, prices might have risen.",
        "In the novel, Tallow Foods acquires Fenwick Bakeries.",
        f"An earlier version of this article said that {BOUGHT}.",
        "Tallow Foods dreams of acquiring Fenwick Bakeries.",
        "Tallow Foods regrets its failure to acquire Fenwick Bakeries.",
        "The lenders are content as long as Tallow Foods acquires Fenwick Bakeries.",
        f"Provided that {BUYS}, the lenders would be content.",
        "Prices will rise, assuming Tallow Foods acquires Fenwick Bakeries.",
        "In the event that Tallow Foods acquires Fenwick Bakeries, the loan is repaid.",
        "Let's say Tallow Foods acquires Fenwick Bakeries.",
        "Tallow Foods' bid to acquire Fenwick Bakeries collapsed.",
        "A merger would have let Tallow Foods acquire Fenwick Bakeries.",
    ],
)
def test_what_nobody_claims_is_no_fact(text: str) -> None:
    assert _modalities(text, "acquisition") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brisco is no longer chief executive of Tallow Foods.",
        "No regulator fined Tallow Foods.",
        "No jobs were cut at Tallow Foods.",
        "Tallow Foods won no contract from Quillon.",
        "Tallow Foods' attempt to hire Ada Brisco as chief executive failed.",
        "Investors who bought Tallow Foods at $10 would have seen the shares rise 40% to $14.",
    ],
)
def test_what_nobody_is_or_does_is_no_fact(text: str) -> None:
    assert extract(text).facts == ()


def test_a_result_and_the_estimate_beside_it() -> None:
    text = "Revenue at Tallow Foods rose 5% to $3 million, beating analysts' estimates of $2.8 million."
    assert _modalities(text, "metric") == ["asserted", "expected"]


def test_the_level_that_a_forecast_sets_out_from_is_no_forecast() -> None:
    text = "Sales of Tallow Foods are projected to rise from $3 million in 2025 to $4 million in 2027."
    assert _modalities(text, "metric") == ["asserted", "expected"]


def test_guidance_is_expected() -> None:
    assert _modalities("Tallow Foods expects revenue of $3 billion in 2027.", "metric") == ["expected"]


def test_what_lies_ahead_is_not_asserted() -> None:
    assert _modalities("Tallow Foods opens a plant in Leeds in May 2027.", "facility") == ["planned"]
    assert _modalities("Tallow Foods opened a plant in Leeds in May 2025.", "facility") == ["asserted"]


def test_a_forecast_that_is_named_before_its_figure_is_expected() -> None:
    text = "Tallow Foods lowered its forecast for revenue to $3 billion."
    assert set(_modalities(text, "metric")) == {"expected"}


def test_a_speakers_post_is_told_by_the_writer() -> None:
    text = "Tallow Foods acquired Fenwick Bakeries, Ada Brisco, the chief executive of Morrow Rail, said on Friday."
    told = {fact.type: fact.attribution for fact in extract(text, published=date(2026, 3, 6)).facts}
    assert told["position"] is None
    assert told["acquisition"] == "Ada Brisco"


def test_what_a_list_of_expectations_holds_is_expected_for_its_period() -> None:
    text = (
        "Tallis Group reported results for the third quarter of 2022.\n- Revenue of $412 million\nOutlook\n"
        "For the fourth quarter of 2022, Tallis Group expects:\n- Revenue of $430 million to $440 million\n"
        "- Revenue was $350 million in 2021\nTallis Group was founded in 1990. Revenue was $300 million in 2020."
    )
    facts = [fact for fact in extract(text, published=date(2022, 11, 5)).facts if fact.attribute == "revenue"]
    assert [(fact.value and fact.value.min, fact.modality, fact.period) for fact in facts] == [
        (412e6, "asserted", "2022-Q3"),
        (430e6, "expected", "2022-Q4"),
        (350e6, "asserted", "2021"),
        (300e6, "asserted", "2020"),
    ]
