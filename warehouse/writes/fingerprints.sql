-- incoming: ledger.fingerprints
-- The key's index answers whether a version is known; nothing is scanned.
INSERT INTO ledger.fingerprints BY NAME
FROM incoming
ON CONFLICT DO NOTHING
RETURNING 'INSERT' AS merge_action
