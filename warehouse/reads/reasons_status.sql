SELECT stage, reason, count(*) AS items, max(last_failed_at) AS last_failed_at
FROM ledger.quarantine WHERE status = 'open' GROUP BY stage, reason ORDER BY items DESC, stage, reason
