-- Feeds to poll now. A time further off than any rule sets was set by a clock gone wrong.
SELECT * EXCLUDE (is_listed) FROM ledger.feeds
WHERE is_listed AND status = 'active'
  AND (next_due_at IS NULL OR next_due_at <= $now OR next_due_at > $now::TIMESTAMP + INTERVAL 49 HOUR)
ORDER BY next_due_at NULLS FIRST, feed_id
