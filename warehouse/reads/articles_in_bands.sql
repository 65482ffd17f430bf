-- Articles that stand under one of the bands in `wanted`; the index is read by the band alone, the rest of a row by its rowid.
SELECT band, article_id FROM ledger.fingerprint_bands
WHERE rowid IN (SELECT rowid FROM ledger.fingerprint_bands WHERE band IN (SELECT key::UINTEGER FROM wanted))
