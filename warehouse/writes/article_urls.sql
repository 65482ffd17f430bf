-- incoming: ledger.article_urls
MERGE INTO ledger.article_urls AS t
USING incoming AS s ON t.url = s.url
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
