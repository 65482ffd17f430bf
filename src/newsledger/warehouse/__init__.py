"""The warehouse: a DuckDB file that load steps write, and its copy that analysts read. SQL lives in warehouse/."""

from newsledger.warehouse.connection import Warehouse, open_published, open_state, publish
from newsledger.warehouse.load import Outcome, load, record_polls, register_sources

__all__ = [
    "Outcome",
    "Warehouse",
    "load",
    "open_published",
    "open_state",
    "publish",
    "record_polls",
    "register_sources",
]
