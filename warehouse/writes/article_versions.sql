-- incoming: ledger.article_versions
-- Only those that are new: what is stored has been looked up by then.
INSERT INTO ledger.article_versions BY NAME
FROM incoming
RETURNING 'INSERT' AS merge_action
