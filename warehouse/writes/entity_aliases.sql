-- incoming: ledger.entity_aliases
MERGE INTO ledger.entity_aliases AS t
USING incoming AS s ON t.alias_id = s.alias_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
