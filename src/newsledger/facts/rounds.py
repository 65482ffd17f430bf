"""Which kind of money an organisation raises: a round by its letter, seed, debt, a grant, or the total so far."""

from __future__ import annotations

import re

_KINDS = (
    (re.compile(r"\b[Ss]eries[- ]([A-Z])\d?\b"), "series_"),
    (re.compile(r"\b(?:pre-)?seed\b|\b[Ss]eed (?:round|funding|money|capital|stage|financing)\b"), "seed"),
    (
        re.compile(
            r"\b(?:debt|loans?|credit (?:facility|line)|line of credit|bonds?|(?:senior|convertible) notes|borrow\w*)\b"
        ),
        "debt",
    ),
    (re.compile(r"\b(?:grants?|subsid(?:y|ies))\b"), "grant"),
    (
        re.compile(
            r"\b(?:in total|in all|to date|so far|a total of|total (?:funding|raised|capital|financing|it has raised)|"
            r"total (?:amount|sum) raised|"
            r"since (?:its|it was) (?:founding|inception|founded)|over its lifetime|altogether)\b",
            re.I,
        ),
        "total",
    ),
)
_BESIDE = 16  # characters: "a $45 million Series B", whatever the total came to
_REACH = 110  # characters; a cue further away speaks of another round


def round_of(text: str, start: int, end: int, at: int) -> str:
    """The funding attribute that the cue nearest to text[at] in text[start:end] tells; "unspecified" without one."""
    cues = [
        (abs(m.start() - at), _named(m, kind)) for pattern, kind in _KINDS for m in pattern.finditer(text, start, end)
    ]
    near = [cue for cue in cues if cue[0] <= _REACH]
    total = [cue for cue in near if cue[1] == "total" and min(near)[0] > _BESIDE]
    return min(total or near)[1] if near else "unspecified"


def _named(match: re.Match[str], kind: str) -> str:
    return kind + match[1].lower() if kind == "series_" else kind
