-- Fingerprints of the versions since the day $since of the articles in `wanted`; by their rowid, so that no other is read.
SELECT version_id, article_id, text_hash, words, shingles, signature, marks, credit, agency, dated_at, first_seen_at
FROM ledger.fingerprints
WHERE rowid IN (
  SELECT rowid FROM ledger.fingerprints WHERE first_seen_at >= $since AND article_id IN (SELECT key FROM wanted)
)
