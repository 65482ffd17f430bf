-- Names and aliases that the entities file held when it was last read.
SELECT alias_id, alias_key FROM ledger.entity_aliases WHERE origin IN ('name', 'alias')
