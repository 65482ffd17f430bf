-- All copies of the articles in `wanted`.
SELECT article_id, dup_of, first_seen_at FROM ledger.articles WHERE dup_of IN (SELECT key FROM wanted)
