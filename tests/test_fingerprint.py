"""Texts that tell one story find each other; texts from one template do not."""

from __future__ import annotations

import pytest

from newsledger import agencies
from newsledger.fingerprint import bands, fingerprint, kept_share, same_story

STORY = """LONDON (Reuters) - Harrow & Vane, the maker of ship engines, said on Tuesday it would close its foundry in
Tilbury and cut 480 jobs, after orders from Asian yards fell by a third in the second quarter.
The company, founded in 1921, plans to move the casting of cylinder heads to a partner in Gdansk by next March. "We have run
the numbers every way we could, and none of them kept the furnaces lit," chief executive Maud Ellery told reporters.
Unions called the plan short-sighted. Ray Otterburn of the metalworkers' union said the site had made a profit in nine of the
past ten years and that members would vote on a strike next week.
Harrow & Vane's shares rose 2.4 percent to 318 pence in afternoon trading. Analysts at Corvid Capital said the closure would
save about 35 million pounds a year from 2028 on, more than they had expected, and raised their price target to 360 pence.
The government said it was in talks with the company about a training fund for the workers who lose their jobs."""
MARKET = """Shares of {a} closed {b} percent higher at {c} dollars on {d}. Volume was {e} shares. The stock has a 52-week
range of {f} to {g} dollars and a market value of {h} billion dollars. {a} will report its quarterly results on {i}."""
CALL = """{0} (NYSE: {1}) today announced that it will release its financial results for the {2} quarter after the close of
the market on {3}. Management will hold a conference call to discuss the results at {4} Eastern Time on the same day.
A live webcast of the call will be available in the investor relations section of the company's website. Participants should
dial in ten minutes before the start of the call. A replay will be available for thirty days. About {0}: {0} is a provider
of {5} with headquarters in {6}. For more information please visit the company's website or contact investor relations.
This release contains forward-looking statements that involve risks and uncertainties, and results may differ materially."""


def _same(one: str, other: str) -> float | None:
    first, second = fingerprint(one), fingerprint(other)
    return same_story(first, second) if set(bands(first)) & set(bands(second)) else None


def test_a_copy_with_a_lead_of_its_own_a_cut_tail_and_changed_words_is_one() -> None:
    lines = STORY.replace("close its foundry", "shut its foundry").replace("told reporters", "said").splitlines()
    copied = "\n".join(
        ["By Our Business Staff", "Engine maker swings the axe.", *lines[:-2], "Sign up to our newsletter."]
    )
    score = _same(STORY, copied)
    assert score is not None
    assert 0.4 < score < 1


def test_the_same_text_is_one_however_short() -> None:
    assert _same("Two words", "Two words") == 1.0
    assert _same("春の海", "春の海") == 1.0


@pytest.mark.parametrize("change", [("480 jobs", "520 jobs"), ("2.4 percent", "1.9 percent")])
def test_one_number_of_a_whole_story_may_be_corrected(change: tuple[str, str]) -> None:
    assert _same(STORY, STORY.replace(*change)) is not None


def test_market_notices_from_one_template_are_stories_of_their_own() -> None:
    one = dict(
        zip(
            "abcdefghi",
            ("Tallow Foods", "1.2", "41.10", "Monday", "210,000", "30.2", "44.9", "3.1", "May 4"),
            strict=True,
        )
    )
    assert _same(MARKET.format(**one), MARKET.format(**one | {"a": "Fenwick Bakeries"})) is None
    assert _same(MARKET.format(**one), MARKET.format(**one | {"b": "0.7", "c": "41.39", "d": "Tuesday"})) is None


def test_announcements_of_two_companies_in_the_same_boilerplate_are_two() -> None:
    one = CALL.format("Amberfield Sensors", "AMBS", "first", "May 4", "5:00", "pressure sensors", "Columbus, Ohio")
    other = CALL.format("Quillon Robotics", "QLLN", "third", "November 8", "8:30", "robot arms", "Austin, Texas")
    assert _same(one, other) is None
    assert _same(one, f"Press release\n{one}") is not None


def test_weather_notices_of_two_places_are_two() -> None:
    text = "A frost warning is in force for {} from {} to {} on {}. Temperatures may fall to {} degrees."
    one, other = text.format("Corrie", 2, 9, "Friday", -4), text.format("Dunmore", 1, 8, "Friday", -3)
    assert _same(one, other) is None
    assert _same(one, text.format("Dunmore", 2, 9, "Friday", -4)) is None


def test_a_short_notice_under_a_byline_is_a_copy_though_the_byline_runs_into_its_first_name() -> None:
    notice = "Corrie Rovers beat Dunmore 3-1 on Friday. Ann Holm scored twice, and the sides meet again on May 4."
    assert _same(notice, f"By Monday Desk\n{notice}") is not None
    assert _same(notice, notice.replace("Ann Holm", "Bea Lund")) is None


def test_a_fingerprint_is_the_same_on_every_machine() -> None:
    assert fingerprint("one two three four").signature[:8].hex() == "66690c1258999c18"


def test_the_share_kept_counts_words_in_their_order() -> None:
    assert kept_share("a b c d", "a b c d") == 1.0
    assert kept_share("a b c d", "a x c d") == 0.75
    assert kept_share("a b", "c d") == 0.0
    long = " ".join(map(str, range(4_000)))
    assert kept_share(long, long.replace(" 17 ", " x ")) == pytest.approx(0.99975)


@pytest.mark.parametrize(
    ("text", "authors", "slug"),
    [
        (STORY, (), "reuters"),
        ("Berlin (dpa/tmn) - Der Verband warnt.", (), "dpa"),
        ("The vote was close. " * 40, ("Reuters Staff",), "reuters"),
        ("Nothing. " * 60 + "\n— Associated Press", (), "ap"),
        ("The house is (ap)parently empty, and nobody at Reuters would say why.", ("Ann Reuter",), None),
    ],
)
def test_an_agency_is_credited_in_byline_dateline_or_at_the_end(text: str, authors: tuple[str, ...], slug: str) -> None:
    assert agencies.credited(text, authors) == slug


def test_agencies_own_their_sites_and_the_table_is_sorted() -> None:
    assert agencies.owner("https://www.reuters.com/world/1") == "reuters"
    assert agencies.owner("https://notreuters.com/world/1") is None
    assert agencies.owner("seed:documents/reuters.com") is None
    assert list(agencies.table()) == sorted(agencies.table())
