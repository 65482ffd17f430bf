-- No index on what grows with every article. DuckDB 1.5.5 reads an index as a whole when the file is opened for a load and
-- writes it as a whole when it is closed, and a table that has one is written again from its last row group on, texts and
-- all; to read one column of it takes a tenth of that. What a load looks up it looks up once, for the whole batch.

DROP INDEX ledger.articles_by_id;
DROP INDEX ledger.articles_by_original;
DROP INDEX ledger.article_versions_by_article;
DROP INDEX ledger.fingerprints_by_article;
DROP INDEX ledger.fingerprint_bands_by_band;

-- a primary key is an index, too, and goes only with its table
CREATE TABLE ledger.fingerprints_without_key (
  version_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  text_hash VARCHAR NOT NULL,
  words INTEGER NOT NULL,
  shingles INTEGER NOT NULL,
  signature BLOB NOT NULL,
  marks BLOB NOT NULL,
  bands UBIGINT[] NOT NULL,
  credit VARCHAR,
  agency VARCHAR,
  dated_at TIMESTAMP NOT NULL,
  first_seen_at TIMESTAMP NOT NULL
);
INSERT INTO ledger.fingerprints_without_key BY NAME FROM ledger.fingerprints;
DROP TABLE ledger.fingerprints;
ALTER TABLE ledger.fingerprints_without_key RENAME TO fingerprints;
COMMENT ON TABLE ledger.fingerprints IS 'One row per article version: what tells whether its text is a copy of another.';
COMMENT ON COLUMN ledger.fingerprints.version_id IS 'The article version.';
COMMENT ON COLUMN ledger.fingerprints.article_id IS 'Its article.';
COMMENT ON COLUMN ledger.fingerprints.text_hash IS 'sha256 of the text.';
COMMENT ON COLUMN ledger.fingerprints.words IS 'Words in the text; in Chinese, Japanese and Thai characters.';
COMMENT ON COLUMN ledger.fingerprints.shingles IS 'Distinct runs of three words.';
COMMENT ON COLUMN ledger.fingerprints.signature IS 'MinHash of the shingles, 96 little-endian uint32; empty where there is none.';
COMMENT ON COLUMN ledger.fingerprints.marks IS 'Numbers and names with their surroundings, sorted little-endian uint64: 32 bits hash of the words around, 1 bit set for a number, 31 bits hash of itself.';
COMMENT ON COLUMN ledger.fingerprints.bands IS 'What fingerprint_bands has the version under: the first 64 bits of the text''s hash, then the hashes of the signature''s bands.';
COMMENT ON COLUMN ledger.fingerprints.credit IS 'News agency that the byline or the text credits, slug of agencies.yaml.';
COMMENT ON COLUMN ledger.fingerprints.agency IS 'News agency on whose own site the article stands.';
COMMENT ON COLUMN ledger.fingerprints.dated_at IS 'What orders copies: publication, where it is printed to the minute or, as the end of the day, to the day; never later than first_seen_at.';
COMMENT ON COLUMN ledger.fingerprints.first_seen_at IS 'When the version was first loaded.';
COMMENT ON COLUMN ledger.fingerprint_bands.band IS 'Hash of a band, or the first 64 bits of the text''s hash.';

CREATE TABLE ledger.article_urls_without_key (
  url VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  first_seen_at TIMESTAMP NOT NULL
);
INSERT INTO ledger.article_urls_without_key BY NAME FROM ledger.article_urls;
DROP TABLE ledger.article_urls;
ALTER TABLE ledger.article_urls_without_key RENAME TO article_urls;
COMMENT ON TABLE ledger.article_urls IS 'One row per spelling of a url seen for an article.';
COMMENT ON COLUMN ledger.article_urls.url IS 'The spelling.';
COMMENT ON COLUMN ledger.article_urls.article_id IS 'The article behind it.';
COMMENT ON COLUMN ledger.article_urls.first_seen_at IS 'When it was first seen.';
