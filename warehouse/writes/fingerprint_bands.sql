-- incoming: ledger.fingerprints
INSERT INTO ledger.fingerprint_bands
SELECT unnest(bands) AS band, article_id FROM incoming
RETURNING 'INSERT' AS merge_action
