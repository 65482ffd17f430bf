-- incoming: ledger.fingerprints
INSERT INTO ledger.fingerprint_bands
SELECT unnest(bands) AS band, version_id FROM incoming
RETURNING 'INSERT' AS merge_action
