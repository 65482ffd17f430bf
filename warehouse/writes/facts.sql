-- incoming: ledger.facts
MERGE INTO ledger.facts AS t
USING incoming AS s ON t.fact_id = s.fact_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
