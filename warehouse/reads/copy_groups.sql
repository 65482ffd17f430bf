-- Of these articles, their originals and all copies of either: the original of each, null for an original.
WITH heads AS (
  SELECT DISTINCT coalesce(dup_of, article_id) AS article_id FROM ledger.articles
  WHERE article_id IN (SELECT unnest($ids))
)

SELECT article_id, dup_of FROM ledger.articles
WHERE article_id IN (FROM heads) OR dup_of IN (FROM heads)
