-- main.articles: one row per article. Refreshed for the article_ids in `touched`.
-- Of large tables only the keys are read as a whole, and the rest of a row by its rowid: DuckDB 1.5.5 fetches every column
-- that a join asks for before it looks at the key, texts as well, but skips what lies outside the first and last rowid.
CREATE OR REPLACE TEMP TABLE touched_versions AS
SELECT rowid AS row_at, version_id, article_id, last_seen_at, first_seen_at FROM ledger.article_versions
WHERE article_id IN (SELECT article_id FROM touched);
CREATE OR REPLACE TEMP TABLE touched_articles AS
SELECT rowid AS row_at FROM ledger.articles WHERE article_id IN (SELECT article_id FROM touched);
DELETE FROM main.articles WHERE article_id IN (SELECT article_id FROM touched);
INSERT INTO main.articles BY NAME
WITH current AS (
  SELECT *, count(*) OVER (PARTITION BY article_id) AS count_versions
  FROM touched_versions
  QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY last_seen_at DESC, first_seen_at DESC) = 1
),
claims AS (
  SELECT e.version_id, count(DISTINCT e.fact_id) AS count_facts
  FROM ledger.fact_evidence AS e
  JOIN ledger.extractors AS x ON x.extractor = e.extractor AND x.is_active
  WHERE e.version_id IN (SELECT version_id FROM current)
  GROUP BY e.version_id
)
SELECT
  a.article_id, a.url, a.source, s.name AS source_name, v.title, v.authors, v.published_at, v.published_date,
  v.published_precision, v.published_origin, v.published_reason, v.modified_at, v.modified_date, v.modified_origin,
  v.language, v.language_confidence, v.section, v.tags, v.image, v.publisher, v.is_free, v.text_origin, v.words,
  n.count_versions,
  coalesce(c.count_facts, 0) AS count_facts, a.dup_of IS NOT NULL AS is_duplicate, a.dup_of, a.first_seen_at,
  v.version_id, v.raw_hash, v.text
FROM touched_articles AS t
JOIN ledger.articles AS a ON a.rowid = t.row_at
JOIN current AS n ON n.article_id = a.article_id
JOIN ledger.article_versions AS v ON v.rowid = n.row_at
LEFT JOIN ledger.sources AS s ON s.source = a.source
LEFT JOIN claims AS c ON c.version_id = n.version_id;
