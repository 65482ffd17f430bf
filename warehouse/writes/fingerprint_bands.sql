-- incoming: ledger.fingerprints
INSERT INTO ledger.fingerprint_bands
SELECT unnest(bands) AS band, article_id, first_seen_at::DATE AS seen_on FROM incoming
RETURNING 'INSERT' AS merge_action
