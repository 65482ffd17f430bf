-- incoming: ledger.quarantine
MERGE INTO ledger.quarantine AS t
USING incoming AS s ON t.quarantine_id = s.quarantine_id
WHEN MATCHED THEN UPDATE SET
  reason = s.reason, detail = s.detail, raw_hash = s.raw_hash, cleaner = s.cleaner, attempts = t.attempts + 1,
  last_failed_at = s.last_failed_at, next_try_at = s.next_try_at, status = 'open'
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
