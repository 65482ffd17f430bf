"""Cleaning: a page's bytes become an article or the reason there is none. The only importer of trafilatura."""

from newsledger.clean.article import CLEANER, clean
from newsledger.clean.printed import line

__all__ = ["CLEANER", "clean", "line"]
