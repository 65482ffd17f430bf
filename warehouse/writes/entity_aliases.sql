-- incoming: ledger.entity_aliases
MERGE INTO ledger.entity_aliases AS t
USING incoming AS s ON t.alias_id = s.alias_id
WHEN MATCHED AND t.alias_key IS NULL THEN UPDATE SET alias_key = s.alias_key, origin = s.origin
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
