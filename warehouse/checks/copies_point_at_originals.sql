-- error: a copy points at an original that is there, never at another copy.
SELECT a.article_id FROM ledger.articles AS a
LEFT JOIN ledger.articles AS o ON o.article_id = a.dup_of
WHERE a.dup_of IS NOT NULL AND (o.article_id IS NULL OR o.dup_of IS NOT NULL)
