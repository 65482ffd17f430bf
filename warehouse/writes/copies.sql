-- incoming: ledger.articles
-- Returns those that became copies; a copy that moves to another original was one before.
UPDATE ledger.articles AS a
SET dup_of = i.dup_of, dup_kind = i.dup_kind, dup_score = i.dup_score
FROM incoming AS i
WHERE a.article_id = i.article_id
RETURNING 'INSERT' AS merge_action
