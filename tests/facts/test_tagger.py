"""The tagger: sentences whose tags nobody doubts, any input at all, and the treebank where it is at hand."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.facts.tagger import tag
from tests.bench.train_tagger import plain, treebank

VOICE_AND_FORM = [
    "The/DT company/NN plans/VBZ to/TO cut/VB 4,000/CD jobs/NNS by/IN June/NNP ./.",
    "Plans/NNS were/VBD cut/VBN after/IN the/DT board/NN met/VBD ./.",
    "The/DT deal/NN was/VBD announced/VBN on/IN Tuesday/NNP and/CC is/VBZ expected/VBN to/TO close/VB in/IN 2025/CD ./.",
    "He/PRP said/VBD it/PRP has/VBZ been/VBN fined/VBN €3m/CD by/IN the/DT regulator/NN ./.",
    "Its/PRP$ Quorble/NNP unit/NN grew/VBD fast/RB ./.",
    "Orders/NNS placed/VBN in/IN May/NNP lifted/VBD output/NN ./.",
    "The/DT funds/NNS raised/VBN will/MD be/VB used/VBN to/TO hire/VB staff/NN ./.",
    "The/DT bank/NN may/MD raise/VB its/PRP$ stake/NN ./.",
    "A/DT raise/NN was/VBD denied/VBN ./.",
    "They/PRP have/VBP agreed/VBN to/TO buy/VB the/DT maker/NN of/IN engines/NNS ./.",
    "She/PRP is/VBZ leading/VBG a/DT team/NN that/WDT builds/VBZ engines/NNS ./.",
    "We/PRP do/VBP n't/RB plan/VB to/TO sell/VB the/DT unit/NN ./.",
    "Its/PRP$ revenue/NN rose/VBD 8/CD %/NN to/TO|IN $12.9bn/CD in/IN the/DT third/JJ quarter/NN ./.",
    "Who/WP owns/VBZ the/DT mines/NNS ?/.",
]
NAMES_AND_TITLES = [
    "Toyota/NNP recalls/VBZ 1.2/CD million/CD vehicles/NNS",
    "In/IN May/NNP the/DT carmaker/NN overtook/VBD Toyota/NNP ./.",
    "Cuts/VBZ|NNS Were/VBD Announced/VBN in/IN China/NNP",
    "Microsoft/NNP to/TO Buy/VB Chip/NN|NNP Designer/NN|NNP for/IN $19.7bn/CD",
    "INTEL/NNP TO/TO CUT/VB 15,000/CD JOBS/NNS",
    "The/DT Shenzhen-based/JJ firm/NN makes/VBZ iPhones/NNPS ./.",
    "“/`` Demand/NN is/VBZ weak/JJ ,/, ”/'' he/PRP said/VBD ./.",
]


@pytest.mark.parametrize("sentence", VOICE_AND_FORM + NAMES_AND_TITLES)
def test_a_sentence_nobody_doubts(sentence: str) -> None:
    pairs = [word.rpartition("/")[::2] for word in sentence.split(" ")]
    found = tag([word for word, _ in pairs])
    assert [(word, got) for (word, wanted), got in zip(pairs, found, strict=True) if got not in wanted.split("|")] == []


@pytest.mark.parametrize(
    "amount", ["$12.9bn", "£10bn", "HK$176", "€3m", "5.4%", "40m", "484,507", "$10-15bn", "1,000.50"]
)
def test_an_amount_in_one_word_is_a_number(amount: str) -> None:
    assert tag(["It", "paid", amount, "for", "it", "."])[2] == "CD"


def test_curly_quotes_are_straight_ones() -> None:
    assert tag(["It", "’s", "Apple", "’s", "turn", "."]) == tag(["It", "'s", "Apple", "'s", "turn", "."])


def test_nothing_has_no_tags() -> None:
    assert tag([]) == []


@given(st.lists(st.text(max_size=60), max_size=30))
def test_any_words_have_a_tag_each(words: list[str]) -> None:
    found = tag(words)
    assert len(found) == len(words)
    assert all(found)


@given(
    st.lists(
        st.sampled_from("the The cuts Cuts CUTS plans were raised $5m to ’s iPhones 2024 , . “".split()), max_size=12
    )
)
def test_tags_do_not_hang_on_what_was_tagged_before(words: list[str]) -> None:
    first = tag(words)
    tag(["Something", "else", "raised", "plans", "."])
    assert tag(words) == first


def test_tags_are_the_same_whatever_the_seed_of_hashes() -> None:
    code = (
        "from newsledger.facts.tagger import tag;"
        "print(tag('Shares of Vantia , raised by Ombrel , fell as the re-priced unit outbid NorTel .'.split()))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_a_long_sentence_takes_its_share_of_time_and_no_more() -> None:
    words = "the firm said that plans were cut and raised".split() * 400
    tag(words)

    def spent(sentence: list[str]) -> float:
        started = time.process_time()
        tag(sentence)
        return time.process_time() - started

    assert min(spent(words * 10) for _ in range(2)) < 30 * min(spent(words) for _ in range(3))


@pytest.mark.parametrize(("name", "floor"), [("gum-test", 0.95), ("ewt-test", 0.93)])
def test_accuracy_on_sentences_kept_out_of_training(shared: Path, name: str, floor: float) -> None:
    sentences = [plain(s) for s in islice(treebank(shared / "facts" / "treebank" / f"{name}.conllu.gz"), 400)]
    right = [got == want for s in sentences for got, (_, want) in zip(tag([w for w, _ in s]), s, strict=True)]
    assert sum(right) / len(right) >= floor
