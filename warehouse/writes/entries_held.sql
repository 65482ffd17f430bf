-- incoming: ledger.entries
-- Entries whose hosts asked to be left alone: they stay pending, and no attempt is counted.
MERGE INTO ledger.entries AS t
USING incoming AS s ON t.canonical_url = s.canonical_url AND t.status = 'pending'
WHEN MATCHED THEN UPDATE SET next_try_at = s.next_try_at
RETURNING merge_action
