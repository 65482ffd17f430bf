-- incoming: ledger.articles
MERGE INTO ledger.articles AS t
USING incoming AS s ON t.article_id = s.article_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
