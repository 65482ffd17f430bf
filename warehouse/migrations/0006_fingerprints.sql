-- Near copies: fingerprints of every version's text and the index that finds those alike; how far an edit changed a text.

CREATE TABLE ledger.fingerprints (
  version_id VARCHAR PRIMARY KEY,
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
-- never updated: DuckDB deletes and inserts again where an indexed row changes
CREATE INDEX fingerprints_by_article ON ledger.fingerprints (article_id);
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

CREATE TABLE ledger.fingerprint_bands (
  band UBIGINT NOT NULL,
  version_id VARCHAR NOT NULL
);
CREATE INDEX fingerprint_bands_by_band ON ledger.fingerprint_bands (band);
COMMENT ON TABLE ledger.fingerprint_bands IS 'One row per article version and band of its fingerprint: texts alike share a band.';
COMMENT ON COLUMN ledger.fingerprint_bands.band IS 'Hash of a band, or the first 64 bits of the text''s hash; look it up as a literal, only then is the index used.';
COMMENT ON COLUMN ledger.fingerprint_bands.version_id IS 'The article version.';

-- versions from before this migration: their exact copies are found
INSERT INTO ledger.fingerprints BY NAME
SELECT version_id, article_id, text_hash, words, 0 AS shingles, ''::BLOB AS signature, ''::BLOB AS marks,
  [('0x' || text_hash[1:16])::UBIGINT] AS bands,
  least(CASE WHEN published_precision IN ('second', 'minute') THEN published_at ELSE published_date + INTERVAL 1 DAY END, first_seen_at) AS dated_at,
  first_seen_at
FROM ledger.article_versions
QUALIFY row_number() OVER (PARTITION BY version_id) = 1;
INSERT INTO ledger.fingerprint_bands SELECT unnest(bands) AS band, version_id FROM ledger.fingerprints;

ALTER TABLE ledger.article_versions ADD COLUMN previous_version_id VARCHAR;
ALTER TABLE ledger.article_versions ADD COLUMN kept_share DOUBLE;
COMMENT ON COLUMN ledger.article_versions.previous_version_id IS 'The version that was current before, null for the first.';
COMMENT ON COLUMN ledger.article_versions.kept_share IS 'Share of the words of both texts that stand in both in one order: 1 for none changed, 0 for all; null for the first.';

COMMENT ON COLUMN ledger.articles.dup_of IS 'article_id of the original, null for an original: the earliest article with this text, or the article of the news agency that a copy credits.';
COMMENT ON COLUMN ledger.articles.dup_kind IS 'exact (the same text), syndicated (nearly the same, and one of the two credits a news agency or is its own), near (nearly the same).';
COMMENT ON COLUMN ledger.articles.dup_score IS 'Resemblance to the original, 0 to 1: share of the runs of three words of both that both have; 1 for the same text.';
