"""dateparser's languages answer as ever, and are not asked for words they lack."""

from __future__ import annotations

import pytest
from dateparser import DateDataParser
from dateparser.languages.loader import default_loader

from newsledger.clean import locales

SETTINGS = {"NORMALIZE": True, "STRICT_PARSING": True}  # as htmldate has them


@pytest.mark.parametrize(
    ("language", "text", "is_theirs"),
    [
        ("nl", "3 Maart 2020", True),
        ("nl", "over 5 dagen", True),
        ("nl", "3 huizen 2020", False),
        ("tr", "5 KASIM 2019", False),
        ("tr", "5 Kasım 2019", True),
        ("pl", "7 września 2018", True),
        ("pl", "7 wrzesnia 2018", True),
        ("pl", "7 september 2018", False),
        ("sr", "3. март 2020", True),
        ("yue", "2020年3月5日", True),
    ],
)
def test_a_language_answers_as_without_the_look_at_its_words(language: str, text: str, *, is_theirs: bool) -> None:
    locale, ask = default_loader.get_locale(language), DateDataParser(settings=SETTINGS)._is_applicable_locale
    assert locales._choosy(ask)(locale, text) == ask(locale, text) == is_theirs


def test_a_language_is_not_asked_for_words_it_lacks() -> None:
    asked = []
    choosy = locales._choosy(lambda locale, text: asked.append((locale.shortname, text)) or True)
    for locale in default_loader.get_locales(languages=["nl", "pl", "tr", "en"]):
        choosy(locale, "40 years of pierrots 2008")
    assert asked == [("en", "40 years of pierrots 2008")]  # it rewrites what it reads, so only it can tell
