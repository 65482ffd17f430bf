SELECT feed_id, status, status_reason AS reason, failures, polled_at, next_due_at, count_entries AS entries,
  newest_entry_at
FROM main.feed_health
