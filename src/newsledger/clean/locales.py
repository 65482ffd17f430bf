"""dateparser's languages, asked only for what can be theirs: the same answers without two hundred sets of patterns.

A text that is no date is shown to every language, and each compiles its patterns for it, which takes a process more than
a second and 30 MB. But a language reads a text only if it has all of its words, and most lack one: that shows without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

_NUMBER = r"(\d++[.,]?\d*+)"  # in the patterns of dateparser's data, which are plain words around it but for a few
_SPECIAL = frozenset(r"\.^$*+?{}[]|()")
_LETTERS = re.compile(r"[^\W\d_]+")
_COMMON = "am pm utc gmt z t early_morning st nd rd th"  # read, or passed over, in all languages
Ask = Callable[..., bool]


def hasten(extractors: ModuleType) -> None:
    """Let the parser that htmldate makes ask a language only if it has a text's words."""
    make = extractors.get_external_parser

    @cache
    def parser() -> Any:
        made = make()
        made._is_applicable_locale = _choosy(made._is_applicable_locale)
        return made

    extractors.get_external_parser = parser  # type: ignore[attr-defined]


def _choosy(ask: Ask) -> Ask:
    def is_applicable(locale: Any, text: str, *args: Any) -> bool:
        known = _known(locale)
        return (known is None or known >= _words(text)) and ask(locale, text, *args)

    return is_applicable


@cache
def _known(locale: Any) -> frozenset[str] | None:
    """The words that a language reads; None where it is more than these, for it rewrites texts or joins words."""
    rewritten = (pattern for each in locale.info.get("simplifications", ()) for pattern in each)
    patterns = [text.replace(_NUMBER, "0") for text in (*rewritten, *_strings(locale.info.get("relative-type-regex")))]
    if locale.info.get("no_word_spacing") or any(map(_SPECIAL.intersection, patterns)):
        return None
    # to a pattern that ignores case, the dotless letter is the other
    return _words("\n".join([_COMMON, *patterns, *_strings(locale.info)]).replace("ı", "i"))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


@lru_cache(2**10)
def _words(text: str) -> frozenset[str]:
    """The words of English letters, in small ones and without accents, as dateparser compares."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char) != "Mn")
    return frozenset(word for word in _LETTERS.findall(plain.lower()) if word.isascii())
