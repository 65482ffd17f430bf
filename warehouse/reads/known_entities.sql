-- Of the entities in `wanted` those that are in the ledger.
SELECT entity_id, plain_name, tags FROM ledger.entities
WHERE rowid IN (SELECT rowid FROM ledger.entities WHERE entity_id IN (SELECT key FROM wanted))
