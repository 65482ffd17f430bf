"""htmldate's last look for a date, through the numbers of a page alone: the same finds in a fraction of the time.

Eight patterns go through all of a page's source, one character after the other, for numbers with a stroke or a dot
between them and one other character at each side."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from types import ModuleType
from typing import Any

_NUMBER = re.compile("([0-9]+)")
_BESIDE = 8  # characters that the patterns see on a side of a number; "w3.org" and one more are the most


def hasten(core: ModuleType) -> None:
    """Let htmldate's patterns go through what stands around numbers, but for the one of copyright notes, which sees more."""
    count = core.plausible_year_filter

    def narrowed(html: str, *, pattern: re.Pattern[str], **others: Any) -> Counter[str]:
        searched = html if pattern is core.COPYRIGHT_PATTERN else _around_numbers(html)
        found: Counter[str] = count(searched, pattern=pattern, **others)
        return found

    core.plausible_year_filter = narrowed  # type: ignore[attr-defined]


@lru_cache(1)  # one page after the other, each with eight patterns
def _around_numbers(html: str) -> str:
    parts = _NUMBER.split(html)
    return "".join(part if len(part) <= 2 * _BESIDE else part[:_BESIDE] + part[-_BESIDE:] for part in parts)
