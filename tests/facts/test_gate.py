"""Which sentences are parsed: tests of the gate's two questions, is somebody named and do the words suffice."""

from __future__ import annotations

import pytest

from newsledger.facts import extract
from newsledger.facts.gate import is_nameless, may_tell, written
from newsledger.facts.patterns import load

_AROUND = "The yard was quiet. A ferry from Tallis Group left the yard, and rivals followed."


def _may_tell(sentence: str, around: str = _AROUND) -> bool:
    text = f"{sentence} {around}"
    return may_tell(text, 0, len(sentence), written(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "Corrie Wind has acquired Skerry Cables.",
        "Corrie Wind is a maker of harbour lines.",
        "Corrie Wind's Kelpie drone flies at night.",
        "Corrie Wind raised its prices again.",
        "It cut 300 jobs.",
        "The firm is investing in startups that teach machines to see.",
        "Revenue rose by half.",
        "Founded: 2007",
        "It was fined by the regulator.",
        "Rivals — Škoda among them — launched a coupe.",
        "Tallis acquired its rival.",  # written so inside another sentence
        "Corrie Wind makes the Kelpie.",  # a plain verb with a name behind it
        "Mara Kell has started Corrie.",
        "“You can buy from Skerry Cables,” the rival said.",  # it is not the article that advises
        "Corrie Wind, which made your ferry, has bought Skerry Cables.",
        "Your host is Mara Kell, director of Skerry Cables.",
        "Skerry Cables raised $5 million for your next ferry.",
    ],
)
def test_what_may_tell(sentence: str) -> None:
    assert _may_tell(sentence)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It was founded in 2012.", "founding"),
        ("It was established in 1887.", "founding"),
        ("It went public in 2019.", "listing"),
        ("It employs fifty people.", "workforce"),
        ("Sales fell five per cent.", "metric"),
        ("Its shares fell by two thirds.", "share_price"),
        ("Profit halved.", "metric"),
        ("Sales quadrupled.", "metric"),
    ],
)
def test_figures_that_are_no_digits_tell_of_whom_the_sentence_before_names(sentence: str, told: str) -> None:
    facts = extract(f"Tallis Group makes lifts. {sentence}").facts
    assert (told, "Tallis Group") in {(fact.type, fact.subject) for fact in facts}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody cut jobs again.",  # nobody is named, nothing counted
        "Rivals followed the ferry to the yard.",  # an opening that the text also writes small
        "Customers choose the brand for its colours.",  # an opening that is a common word
        "The yard reopened in 2019.",  # a year measures nothing
        "Corrie Wind sat quietly beside Skerry Cables.",  # no word that a pattern waits for
        "Corrie Wind worked hard that summer.",  # none of those that "work" needs beside it
        "Your team can buy from Skerry Cables.",  # advice to its reader
        "Did Corrie Wind buy Skerry Cables?",
    ],
)
def test_what_tells_nothing(sentence: str) -> None:
    assert not _may_tell(sentence)


def test_every_example_of_a_pattern_may_tell() -> None:
    shut = [
        example["text"]
        for file in load()
        for example in file.matches
        if ". " not in example["text"] and not _may_tell(example["text"], "")
    ]
    assert shut == []


def test_a_sentence_is_nameless_where_its_only_capital_opens_it_and_is_written_small_elsewhere() -> None:
    text = "Rivals followed. The rivals and the boss of Tallis left by 9. Tallis stayed."
    how = written(text)
    assert is_nameless(text, 0, 16, how)
    assert not is_nameless(text, 17, 61, how)
    assert not is_nameless(text, 62, 76, how)
