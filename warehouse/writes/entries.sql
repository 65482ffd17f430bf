-- incoming: ledger.entries
-- A new entry waits for its article, unless that article is already here by another feed. An edited title or content
-- asks for the article again, but content alone not within a day of the last time, for some feeds print counters and
-- advertisements there; a date that moves without them is nothing.
MERGE INTO ledger.entries AS t
USING (
  SELECT s.* REPLACE (
    CASE WHEN s.url IS NULL OR u.url IS NOT NULL THEN 'skipped' ELSE 'pending' END AS status,
    CASE WHEN s.url IS NULL THEN 'no_url' WHEN u.url IS NOT NULL THEN 'same_article' END AS reason
  )
  FROM incoming AS s
  LEFT JOIN ledger.article_urls AS u ON u.url = s.canonical_url
) AS s ON t.entry_id = s.entry_id
WHEN MATCHED AND (t.title IS DISTINCT FROM s.title OR t.content IS DISTINCT FROM s.content) THEN UPDATE SET
  title = s.title, content = s.content, summary = s.summary, updated_at = s.updated_at,
  status = CASE WHEN t.url IS NULL THEN t.status ELSE 'pending' END, reason = NULL, attempts = 0,
  next_try_at = CASE WHEN t.title IS NOT DISTINCT FROM s.title THEN t.next_try_at END
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
