-- incoming: ledger.entity_mentions
MERGE INTO ledger.entity_mentions AS t
USING incoming AS s ON t.mention_id = s.mention_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
