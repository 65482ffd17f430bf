"""Entities in the ledger: what the entities file lists, and which entity each name stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from newsledger.records import Entity
from newsledger.warehouse import rows
from newsledger.warehouse.connection import Warehouse
from newsledger.warehouse.rows import Row


def register_entities(warehouse: Warehouse, listed: Sequence[Entity], now: datetime) -> bool:
    """Make the ledger list what the entities file lists, link the names that this adds or takes away, rename the facts.

    False where it listed that already."""
    entities = [rows.listed_entity_row(entity, now) for entity in listed]
    aliases = {row["alias_id"]: row for entity in listed for row in rows.listed_alias_rows(entity)}
    with warehouse.transaction():
        before = {row["alias_id"]: row["alias_key"] for row in warehouse.read("listed_aliases")}
        known = {_about(row) for row in warehouse.read("listed_entities")}
        if before.keys() == aliases.keys() and known == {_about(row) for row in entities}:
            return False
        warehouse.run("unlist_entities", listed=[row["entity_id"] for row in entities])
        warehouse.run("unlist_aliases", listed=list(aliases))
        warehouse.write("listed_entities", entities)
        _write_aliases(warehouse, aliases)
        gone = {key for alias_id, key in before.items() if alias_id not in aliases}
        new = {row["alias_key"] for alias_id, row in aliases.items() if alias_id not in before}
        warehouse.refresh_marts((), warehouse.link_entities(gone | new))
    return True


def store_entities(warehouse: Warehouse, entities: Iterable[Row], aliases: Iterable[Row]) -> list[str]:
    """Commit what some articles say of entities and link the names of which that says anything new.

    Ids of the entities that are called otherwise now."""
    new, told = _news_of_entities(warehouse, list(_folded(entities)))
    warehouse.write("entities", new)
    warehouse.write("entities_changed", told)
    spelt = _write_aliases(warehouse, {row["alias_id"]: row for row in aliases})
    return warehouse.link_entities({row["plain_name"] for row in new + told} | {row["alias_key"] for row in spelt})


def _news_of_entities(warehouse: Warehouse, entities: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Those that are not in the ledger, and those with tags that it does not have or, from before, without plain name."""
    known = {
        row["entity_id"]: row for row in warehouse.read_keys("known_entities", [row["entity_id"] for row in entities])
    }
    told = [
        row
        for row in entities
        if (stored := known.get(row["entity_id"]))
        and (stored["plain_name"] is None or not set(row["tags"] or ()) <= set(stored["tags"] or ()))
    ]
    return [row for row in entities if row["entity_id"] not in known], told


def _write_aliases(warehouse: Warehouse, aliases: Mapping[str, Row]) -> list[Row]:
    """Commit those that the ledger does not have, or has from before, without their plain form; which they are."""
    known = {row["alias_id"]: row["alias_key"] for row in warehouse.read_keys("known_aliases", aliases)}
    new = [row for alias_id, row in aliases.items() if alias_id not in known]
    plain = [row for alias_id, row in aliases.items() if known.get(alias_id, "") is None]
    warehouse.write("entity_aliases", new)
    warehouse.write("entity_aliases_plain", plain)
    return new + plain


def _about(row: Row) -> tuple[str, ...]:
    return row["entity_id"], row["ticker"], row["country"]


def _folded(entities: Iterable[Row]) -> Iterable[Row]:
    """One row an entity, with the tags of all its cards."""
    found: dict[str, Row] = {}
    for row in entities:
        known = found.setdefault(row["entity_id"], row)
        if known is not row and row["tags"]:
            found[row["entity_id"]] = {**known, "tags": sorted({*(known["tags"] or ()), *row["tags"]})}
    return found.values()
