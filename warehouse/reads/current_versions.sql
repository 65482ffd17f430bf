-- The current version of each of these articles.
SELECT article_id, version_id, text FROM ledger.article_versions
WHERE article_id IN (SELECT unnest($ids))
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY last_seen_at DESC, first_seen_at DESC) = 1
