"""Facts: text in, mentions and typed claims with offsets out. Rules only: no model, no network, the same on every run."""

from newsledger.facts.engine import EXTRACTOR, VERSION, extract
from newsledger.facts.known import Known, Roster
from newsledger.facts.printed import as_line

__all__ = ["EXTRACTOR", "VERSION", "Known", "Roster", "as_line", "extract"]
