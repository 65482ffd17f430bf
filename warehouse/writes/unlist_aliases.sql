-- Names and aliases that the entities file holds no more.
DELETE FROM ledger.entity_aliases WHERE origin IN ('name', 'alias') AND NOT list_contains($listed::VARCHAR[], alias_id)
