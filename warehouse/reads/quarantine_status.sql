SELECT stage, reason, source, key, attempts, last_failed_at, detail
FROM ledger.quarantine WHERE status = 'open' ORDER BY last_failed_at DESC, stage, key LIMIT 50
