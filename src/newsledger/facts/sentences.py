"""Sentences with their offsets: paragraphs first, then full stops that end something; the text as it is searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 2000  # characters; a longer run without a full stop is no sentence anybody wrote, and is cut
_NUMBER = 12  # characters that the number of a list's entry takes at most, with the space before it
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Gen|Gov|Lt|Col|Capt|Maj|Sgt|Adm|Rev|St|Inc|INC|Corp|CORP|Co|CO|Ltd|LTD|vs|No|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|approx|est)"
    r"|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)
_FIRM = re.compile(r"\b(?:Inc|INC|Corp|CORP|Co|CO|Ltd|LTD)$")
_REFERS = re.compile(r"\s+(?:It|Its|They|Their|He|She|This|That|The (?:company|group|firm|deal))\b")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9\u00c0-\u00de])")


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence from `start` on, stripped of surrounding white space."""
    for paragraph in re.finditer(r"[^\n]+", text[start:]):
        yield from _split(text, start + paragraph.start(), start + paragraph.end())


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _END.finditer(text, start, end):
        if stop.start() - begin < _NUMBER and text[begin : stop.start()].strip().isdigit():
            continue  # "3. Tallis Motors", of a list
        if stop[0][0] == "." and _is_short(text, max(begin, stop.start() - 12), stop.start()):
            continue
        yield from _pieces(text, begin, stop.end())
        begin = stop.end()
    yield from _pieces(text, begin, end)


def _is_short(text: str, begin: int, stop: int) -> bool:
    """Whether a full stop is an abbreviation's; "Corp." may end a sentence, where the next opens with a reference."""
    short = _ABBREVIATION.search(text, begin, stop)
    return short is not None and not (_FIRM.search(text, begin, stop) and _REFERS.match(text, stop + 1))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = _cut(text, start, end)
        piece = text[start:stop]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            yield start + left, start + right
        start = stop


def _cut(text: str, start: int, end: int) -> int:
    """Where a run that is too long is cut: behind a word, where it has several, so that no name loses its end."""
    if end - start <= LONGEST:
        return end
    space = text.rfind(" ", start + 1, start + LONGEST)
    return space if space > 0 else start + LONGEST


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """The text in lower case, which is searched faster than in either; each character stays where it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
