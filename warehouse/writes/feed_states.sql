-- incoming: ledger.feeds
-- What a poll left behind.
MERGE INTO ledger.feeds AS t
USING incoming AS s ON t.feed_id = s.feed_id
WHEN MATCHED THEN UPDATE SET
  url = s.url, title = s.title, etag = s.etag, last_modified = s.last_modified, body_hash = s.body_hash,
  poll_minutes = s.poll_minutes, next_due_at = s.next_due_at, polled_at = s.polled_at, changed_at = s.changed_at,
  failures = s.failures, status = s.status, status_reason = s.status_reason, format = s.format, full_at = s.full_at,
  skip_hours = s.skip_hours, skip_days = s.skip_days, moved_to = s.moved_to, moved_count = s.moved_count,
  moved_at = s.moved_at
RETURNING merge_action
