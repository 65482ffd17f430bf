-- A run holds the home's lock, so any other that still says "running" was killed.
UPDATE ledger.runs SET status = 'interrupted' WHERE status = 'running' AND run_id <> $run_id
