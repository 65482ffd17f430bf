-- Fingerprints of all versions of these articles, ids set in as they are, for only literals use the index.
SELECT version_id, article_id, text_hash, words, shingles, signature, marks, credit, agency, dated_at, first_seen_at
FROM ledger.fingerprints WHERE article_id IN ($ids)
