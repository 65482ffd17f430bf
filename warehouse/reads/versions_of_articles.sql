-- All versions of these articles, the current one of each last; ids set in as they are, for only literals use the index.
SELECT article_id, version_id, raw_hash, text FROM ledger.article_versions
WHERE article_id IN ($ids)
ORDER BY last_seen_at, first_seen_at
