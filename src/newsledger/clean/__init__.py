"""Cleaning: a page's bytes become an article or the reason there is none. The only importer of trafilatura."""

from newsledger.clean.article import CLEANER, MAX_BYTES, clean
from newsledger.clean.document import as_given
from newsledger.clean.printed import line

__all__ = ["CLEANER", "MAX_BYTES", "as_given", "clean", "line"]
