-- Of the articles in `wanted` that were first seen since the day $since the original of each, null for an original: DuckDB
-- passes over the row groups that are older.
SELECT article_id, dup_of, first_seen_at FROM ledger.articles
WHERE first_seen_at >= $since AND article_id IN (SELECT key FROM wanted)
