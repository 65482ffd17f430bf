"""Imported once, by the process that workers are forked from: the stages, and what they load at their first page."""

from __future__ import annotations

import gc

from newsledger import clean, facts
from newsledger.fingerprint import fingerprint
from newsledger.records import Page

_PROSE = "The harbour opened a second pier for $5 million in May, said Ada Brisco, its chief executive. "
_PAGE = (
    f"<html><head><title>A pier</title></head><body><article><h1>A pier</h1><p>{9 * _PROSE}</p></article></body></html>"
)


def _first_page() -> None:
    clean.clean(Page("warm", "https://site.example/pier", ""), _PAGE.encode())
    fingerprint(_PROSE)
    facts.extract(_PROSE, title="A pier", language="en")
    gc.collect()
    gc.freeze()  # no collection of a worker goes through what all of them share


_first_page()
