"""The warehouse: a DuckDB file that load steps write, and its copy that analysts read. SQL lives in warehouse/."""

from newsledger.warehouse.connection import (
    Warehouse,
    facts_query,
    open_published,
    open_state,
    publish,
    questions,
)
from newsledger.warehouse.copies import find_copies
from newsledger.warehouse.entities import register_entities
from newsledger.warehouse.load import (
    Outcome,
    Run,
    known_hosts,
    load,
    outcomes_of,
    record_held,
    record_polls,
    record_run,
    register_sources,
    store_articles,
)
from newsledger.warehouse.rows import feed_of

__all__ = [
    "Outcome",
    "Run",
    "Warehouse",
    "facts_query",
    "feed_of",
    "find_copies",
    "known_hosts",
    "load",
    "open_published",
    "open_state",
    "outcomes_of",
    "publish",
    "questions",
    "record_held",
    "record_polls",
    "record_run",
    "register_entities",
    "register_sources",
    "store_articles",
]
