-- incoming: ledger.runs
-- A run holds the home's lock, so any other that still says "running" was killed.
MERGE INTO ledger.runs AS t
USING (
  SELECT * FROM incoming
  UNION ALL BY NAME
  SELECT * REPLACE ('interrupted' AS status) FROM ledger.runs
  WHERE status = 'running' AND run_id NOT IN (SELECT run_id FROM incoming)
) AS s ON t.run_id = s.run_id
WHEN MATCHED THEN UPDATE SET ended_at = s.ended_at, status = s.status, counts = s.counts
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
