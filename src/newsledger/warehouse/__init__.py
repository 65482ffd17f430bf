"""The warehouse: a DuckDB file that load steps write, and its copy that analysts read. SQL lives in warehouse/."""

from newsledger.warehouse.connection import Warehouse, open_published, open_state, publish
from newsledger.warehouse.load import Outcome, Run, load, outcomes_of, record_polls, record_run, register_sources

__all__ = [
    "Outcome",
    "Run",
    "Warehouse",
    "load",
    "open_published",
    "open_state",
    "outcomes_of",
    "publish",
    "record_polls",
    "record_run",
    "register_sources",
]
