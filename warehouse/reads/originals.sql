-- Of the articles in `wanted` the original of each, null for an original.
SELECT article_id, dup_of FROM ledger.articles WHERE article_id IN (SELECT key FROM wanted)
