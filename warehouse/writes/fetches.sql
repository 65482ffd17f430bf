-- incoming: ledger.fetches
MERGE INTO ledger.fetches AS t
USING incoming AS s ON t.fetch_id = s.fetch_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
