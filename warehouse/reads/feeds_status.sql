SELECT source, url, status, status_reason AS reason, failures, polled_at, next_due_at, count_entries AS entries,
  count_pending AS pending, count_disallowed AS disallowed
FROM main.feed_health ORDER BY failures DESC, source, url
