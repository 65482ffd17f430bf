-- incoming: ledger.extractors
INSERT INTO ledger.extractors BY NAME
FROM incoming
ON CONFLICT DO NOTHING
RETURNING 'INSERT' AS merge_action
