-- incoming: ledger.feeds
-- A re-sync of the sources file: what the file says changes, the poll state and a moved url stay. A feed that was taken
-- out and is listed again begins anew, whatever disabled it or moved it.
MERGE INTO ledger.feeds AS t
USING incoming AS s ON t.feed_id = s.feed_id
WHEN MATCHED THEN UPDATE SET
  source = s.source, language = s.language, timezone = s.timezone, is_listed = true, listed_url = s.listed_url,
  url = CASE WHEN t.is_listed THEN t.url ELSE s.url END,
  status = CASE WHEN t.is_listed THEN t.status ELSE s.status END,
  failures = CASE WHEN t.is_listed THEN t.failures ELSE s.failures END,
  full_at = CASE WHEN t.is_listed THEN t.full_at END,
  next_due_at = CASE WHEN t.is_listed THEN t.next_due_at END
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
