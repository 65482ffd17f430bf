-- incoming: ledger.quarantine
-- Items that have come through every stage since they failed.
UPDATE ledger.quarantine AS t SET status = 'resolved', next_try_at = NULL
FROM incoming AS s
WHERE t.key = s.key AND t.status = 'open'
RETURNING 'UPDATE' AS merge_action
