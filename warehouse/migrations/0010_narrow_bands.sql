-- A search reads the index of bands whole, so the index is as narrow as it can be: the upper 32 bits of a band, which is as
-- many as find each other by chance once in a batch, and the article, for which the fingerprints had to be asked.

CREATE TABLE ledger.fingerprint_bands_of_articles (
  band UINTEGER NOT NULL,
  article_id VARCHAR NOT NULL
);
UPDATE ledger.fingerprints SET bands = list_sort(list_distinct([band >> 32 FOR band IN bands]));
INSERT INTO ledger.fingerprint_bands_of_articles SELECT unnest(bands), article_id FROM ledger.fingerprints;
DROP TABLE ledger.fingerprint_bands;
ALTER TABLE ledger.fingerprint_bands_of_articles RENAME TO fingerprint_bands;
COMMENT ON TABLE ledger.fingerprint_bands IS 'One row per article version and band of its fingerprint: texts alike share a band.';
COMMENT ON COLUMN ledger.fingerprint_bands.band IS 'Upper 32 bits of the hash of a band, or of the text''s hash.';
COMMENT ON COLUMN ledger.fingerprint_bands.article_id IS 'The article that the version is of.';
COMMENT ON COLUMN ledger.fingerprints.bands IS 'What fingerprint_bands has its article under: the upper 32 bits of the hashes of the signature''s bands, and of the text''s hash.';
