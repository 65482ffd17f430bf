"""The XML parser that feedparser is given by name: the standard library's, handing over text in whole pieces.

Without that feedparser gets a call for every line and every character reference, and spends its time there."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any
from xml.sax.expatreader import ExpatParser

PIECE = 1 << 16  # characters of text at once
MOST_ATTRIBUTES = 500  # of one element: looking them up takes the square of their number


class Parser(ExpatParser):
    """Reads no external entities as long as feedparser asks for none, as it does."""

    _parser: Any  # the stubs leave it out

    def reset(self) -> None:
        """Begin a document."""
        super().reset()
        self._parser.buffer_text = True
        self._parser.buffer_size = PIECE

    def start_element_ns(self, name: str, attrs: Mapping[str, str]) -> None:
        """Expat's call for a start tag."""
        super().start_element_ns(name, dict(islice(attrs.items(), MOST_ATTRIBUTES)))


def create_parser(*given: Any) -> Parser:
    """What xml.sax.make_parser looks for in a module that it is to take a parser from."""
    return Parser(*given)
