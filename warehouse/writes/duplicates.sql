-- incoming: ledger.articles
-- An article whose current text another article had first is that article's copy.
UPDATE ledger.articles AS a
SET dup_of = o.article_id, dup_kind = 'exact', dup_score = 1.0
FROM (
  SELECT mine.article_id AS copy_id, arg_min(other.article_id, (oa.first_seen_at, other.article_id)) AS article_id
  FROM incoming AS i
  JOIN ledger.articles AS ma ON ma.article_id = i.article_id AND ma.dup_of IS NULL
  JOIN ledger.article_versions AS mine ON mine.article_id = i.article_id
  JOIN ledger.article_versions AS other ON other.text_hash = mine.text_hash AND other.article_id <> mine.article_id
  JOIN ledger.articles AS oa ON oa.article_id = other.article_id AND oa.dup_of IS NULL
  WHERE (oa.first_seen_at, oa.article_id) < (ma.first_seen_at, ma.article_id)
  GROUP BY mine.article_id
) AS o
WHERE a.article_id = o.copy_id
RETURNING 'INSERT' AS merge_action
