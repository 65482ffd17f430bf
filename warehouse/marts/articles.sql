-- main.articles: one row per article. Refreshed for the article_ids in `touched`.
DELETE FROM main.articles WHERE article_id IN (SELECT article_id FROM touched);
INSERT INTO main.articles BY NAME
WITH versions AS (
  SELECT v.*, row_number() OVER (PARTITION BY v.article_id ORDER BY v.last_seen_at DESC, v.first_seen_at DESC) AS recency,
    count(*) OVER (PARTITION BY v.article_id) AS count_versions
  FROM ledger.article_versions AS v
  WHERE v.article_id IN (SELECT article_id FROM touched)
),
claims AS (
  SELECT e.version_id, count(DISTINCT e.fact_id) AS count_facts
  FROM ledger.fact_evidence AS e
  JOIN ledger.extractors AS x ON x.extractor = e.extractor AND x.is_active
  WHERE e.version_id IN (SELECT version_id FROM versions)
  GROUP BY e.version_id
)
SELECT
  a.article_id, a.url, a.source, s.name AS source_name, v.title, v.authors, v.published_at, v.published_date,
  v.published_precision, v.published_origin, v.published_reason, v.modified_at, v.modified_date, v.modified_origin,
  v.language, v.language_confidence, v.section, v.tags, v.image, v.publisher, v.is_free, v.text_origin, v.words,
  v.count_versions,
  coalesce(c.count_facts, 0) AS count_facts, a.dup_of IS NOT NULL AS is_duplicate, a.dup_of, a.first_seen_at,
  v.version_id, v.raw_hash, v.text
FROM ledger.articles AS a
JOIN versions AS v ON v.article_id = a.article_id AND v.recency = 1
LEFT JOIN ledger.sources AS s ON s.source = a.source
LEFT JOIN claims AS c ON c.version_id = v.version_id;
