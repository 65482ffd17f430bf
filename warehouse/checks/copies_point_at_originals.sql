-- error: a copy points at an original, never at another copy.
SELECT a.article_id FROM ledger.articles AS a
JOIN ledger.articles AS o ON o.article_id = a.dup_of
WHERE o.dup_of IS NOT NULL
