-- Articles of which a version stands under one of the bands in `wanted`: since the day $since under any, before under its
-- text's own. Both are read by that column alone, the rest of a row by its rowid.
SELECT band, article_id FROM ledger.fingerprint_bands
WHERE rowid IN (
  SELECT rowid FROM ledger.fingerprint_bands WHERE seen_on >= $since AND band IN (SELECT key::UINTEGER FROM wanted)
)
UNION
SELECT text_key AS band, article_id FROM ledger.fingerprints
WHERE rowid IN (SELECT rowid FROM ledger.fingerprints WHERE text_key IN (SELECT key::UINTEGER FROM wanted))
