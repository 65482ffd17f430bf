-- incoming: ledger.feeds
-- What a poll left behind.
MERGE INTO ledger.feeds AS t
USING incoming AS s ON t.feed_id = s.feed_id
WHEN MATCHED THEN UPDATE SET
  url = s.url, title = s.title, etag = s.etag, last_modified = s.last_modified, body_hash = s.body_hash,
  poll_minutes = s.poll_minutes, next_due_at = s.next_due_at, polled_at = s.polled_at, changed_at = s.changed_at,
  failures = s.failures, status = s.status, status_reason = s.status_reason
RETURNING merge_action
