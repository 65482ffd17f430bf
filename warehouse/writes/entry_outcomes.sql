-- incoming: ledger.entries
-- How fetching and cleaning ended, for every entry that points at the same article. A temporary failure waits a quarter
-- of an hour, then four times longer each time, until it has been tried $tries times. One that is done rests for a day.
MERGE INTO ledger.entries AS t
USING incoming AS s ON t.canonical_url = s.canonical_url AND t.status = 'pending'
WHEN MATCHED THEN UPDATE SET
  status = CASE WHEN s.status <> 'retry' THEN s.status WHEN t.attempts + 1 < $tries THEN 'pending' ELSE 'failed' END,
  reason = s.reason,
  attempts = t.attempts + 1,
  next_try_at = CASE WHEN s.status = 'retry' THEN $now::TIMESTAMP + to_minutes(CAST(15 * 4 ** t.attempts AS BIGINT))
    ELSE $now::TIMESTAMP + INTERVAL 1 DAY END
RETURNING merge_action
