"""The warehouse: a DuckDB file that load steps write, and its copy that analysts read. SQL lives in warehouse/."""

from newsledger.warehouse.connection import (
    Warehouse,
    facts_query,
    open_published,
    open_state,
    publish,
    questions,
)
from newsledger.warehouse.load import Outcome, Run, load, outcomes_of, record_polls, record_run, register_sources

__all__ = [
    "Outcome",
    "Run",
    "Warehouse",
    "facts_query",
    "load",
    "open_published",
    "open_state",
    "outcomes_of",
    "publish",
    "questions",
    "record_polls",
    "record_run",
    "register_sources",
]
