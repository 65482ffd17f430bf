"""htmldate's patterns find in what stands around numbers what they find in all of a page."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from htmldate import core

from newsledger.clean import numbers

FILL = "<p>There is not one number in this long line of prose.</p>"
PAGE = FILL.join(
    [
        'href="/2019/03/04/1"',
        'src="/a-2020-05-06.png"',
        "on 7.8.2021,",
        "id=20220910;",
        "12/11/19 and 13.12.20",
        "2018/07 or 07-2018",
        "http://www.w3.org/1999/xhtml",
        "Wuhan 2017",
        "tel. 00492119876543210",
        "٣2016 ",
    ]
)
PATTERNS = [
    pattern
    for name, pattern in vars(core).items()
    if isinstance(pattern, re.Pattern)
    and name.endswith("_PATTERN")
    and name not in ("COPYRIGHT_PATTERN", "YMD_PATTERN")
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: str(pattern.pattern))
def test_the_same_numbers_are_found(pattern: re.Pattern[str]) -> None:
    around = numbers._around_numbers(PAGE)
    assert len(around) < len(PAGE) / 2
    assert Counter(pattern.findall(around)) == Counter(pattern.findall(PAGE))
