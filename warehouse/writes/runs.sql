-- incoming: ledger.runs
MERGE INTO ledger.runs AS t
USING incoming AS s ON t.run_id = s.run_id
WHEN MATCHED THEN UPDATE SET ended_at = s.ended_at, status = s.status, counts = s.counts
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
