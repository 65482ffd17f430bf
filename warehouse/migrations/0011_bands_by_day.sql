-- Near copies are looked for among what came lately, so the index knows when: rows come in the order of their days, and
-- DuckDB passes over the row groups whose days are too early. The same text is found whenever it came, by a narrow key.

CREATE TABLE ledger.fingerprint_bands_by_day (
  band UINTEGER NOT NULL,
  article_id VARCHAR NOT NULL,
  seen_on DATE NOT NULL
);
INSERT INTO ledger.fingerprint_bands_by_day
SELECT unnest(bands), article_id, first_seen_at::DATE FROM ledger.fingerprints ORDER BY first_seen_at;
DROP TABLE ledger.fingerprint_bands;
ALTER TABLE ledger.fingerprint_bands_by_day RENAME TO fingerprint_bands;
COMMENT ON TABLE ledger.fingerprint_bands IS 'One row per article version and band of its fingerprint: texts alike share a band.';
COMMENT ON COLUMN ledger.fingerprint_bands.band IS 'Upper 32 bits of the hash of a band, or of the text''s hash.';
COMMENT ON COLUMN ledger.fingerprint_bands.article_id IS 'The article that the version is of.';
COMMENT ON COLUMN ledger.fingerprint_bands.seen_on IS 'The day, in UTC, on which the version was first loaded.';

ALTER TABLE ledger.fingerprints ADD COLUMN text_key UINTEGER;
UPDATE ledger.fingerprints SET text_key = ('0x' || text_hash[1:8])::UINTEGER;
COMMENT ON COLUMN ledger.fingerprints.text_key IS 'First 32 bits of text_hash, one of bands, too.';
