-- All copies of these articles, ids set in as they are, for only literals use the index.
SELECT article_id, dup_of FROM ledger.articles WHERE dup_of IN ($ids)
