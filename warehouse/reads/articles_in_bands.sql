-- Articles of which a version has stood since the day $since under one of the bands in `wanted`. They are looked for by that
-- column alone, the rest of a row is read by its rowid; both bounds let DuckDB pass over the row groups that are older.
SELECT band, article_id FROM ledger.fingerprint_bands
WHERE seen_on >= $since AND rowid IN (
  SELECT rowid FROM ledger.fingerprint_bands WHERE seen_on >= $since AND band IN (SELECT key::UINTEGER FROM wanted)
)
