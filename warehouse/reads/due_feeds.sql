-- Feeds to poll now.
SELECT * EXCLUDE (is_listed) FROM ledger.feeds
WHERE is_listed AND status = 'active' AND (next_due_at IS NULL OR next_due_at <= $now)
ORDER BY next_due_at NULLS FIRST, feed_id
