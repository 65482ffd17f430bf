-- All versions of the articles in `wanted`, the current one of each last; by their rowid, so that no other text is read.
SELECT article_id, version_id, raw_hash, text FROM ledger.article_versions
WHERE rowid IN (SELECT rowid FROM ledger.article_versions WHERE article_id IN (SELECT key FROM wanted))
ORDER BY last_seen_at, first_seen_at
