-- Of the aliases in `wanted` those that are in the ledger.
SELECT alias_id, alias_key FROM ledger.entity_aliases WHERE alias_id IN (SELECT key FROM wanted)
