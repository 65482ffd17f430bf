-- incoming: ledger.entries
-- A new entry waits for its article, unless that article is already here by another feed; so does one whose address is
-- another now. An edited title asks for the article again, and so does edited content, but not within a day of the last
-- time, for some feeds print counters and advertisements there; a date that moves without them is nothing.
MERGE INTO ledger.entries AS t
USING (
  SELECT s.* REPLACE (
    CASE WHEN s.url IS NULL OR u.url IS NOT NULL THEN 'skipped' ELSE 'pending' END AS status,
    CASE WHEN s.url IS NULL THEN 'no_url' WHEN u.url IS NOT NULL THEN 'same_article' END AS reason
  )
  FROM incoming AS s
  LEFT JOIN ledger.article_urls AS u ON u.url = s.canonical_url
) AS s ON t.entry_id = s.entry_id
WHEN MATCHED AND s.url IS NOT NULL AND t.canonical_url IS DISTINCT FROM s.canonical_url THEN UPDATE SET
  url = s.url, canonical_url = s.canonical_url, title = s.title, content = s.content, summary = s.summary,
  updated_at = s.updated_at, status = s.status, reason = s.reason, attempts = 0, next_try_at = NULL
WHEN MATCHED AND (t.title IS DISTINCT FROM s.title OR t.content IS DISTINCT FROM s.content) THEN UPDATE SET
  title = s.title, content = s.content, summary = s.summary, updated_at = s.updated_at,
  status = CASE WHEN t.status = 'done' THEN 'pending' ELSE t.status END,
  attempts = CASE WHEN t.status = 'done' THEN 0 ELSE t.attempts END,
  next_try_at = CASE WHEN t.status IN ('done', 'pending') AND t.title IS DISTINCT FROM s.title THEN NULL
    ELSE t.next_try_at END
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
