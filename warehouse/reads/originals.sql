-- Of these articles the original of each, null for an original; ids set in as they are, for only literals use the index.
SELECT article_id, dup_of FROM ledger.articles WHERE article_id IN ($ids)
