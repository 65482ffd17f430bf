-- main.facts: one row per claim. Refreshed for the claims that any version of an article in `touched` gives evidence for,
-- and for those about an entity in `relinked`. Comes after main.articles, which leaves `touched_versions`; what is read how
-- is said there.
CREATE OR REPLACE TEMP TABLE touched_facts AS
SELECT fact_id FROM ledger.fact_evidence WHERE version_id IN (SELECT version_id FROM touched_versions)
UNION
SELECT fact_id FROM ledger.facts WHERE subject_id IN (SELECT entity_id FROM relinked)
UNION
SELECT fact_id FROM ledger.facts WHERE object_id IN (SELECT entity_id FROM relinked);

CREATE OR REPLACE TEMP TABLE touched_claims AS
SELECT f.*
FROM (SELECT rowid AS row_at FROM ledger.facts WHERE fact_id IN (SELECT fact_id FROM touched_facts)) AS t
JOIN ledger.facts AS f ON f.rowid = t.row_at;

CREATE OR REPLACE TEMP TABLE touched_evidence AS
SELECT e.*
FROM (SELECT rowid AS row_at FROM ledger.fact_evidence WHERE fact_id IN (SELECT fact_id FROM touched_facts)) AS t
JOIN ledger.fact_evidence AS e ON e.rowid = t.row_at
JOIN ledger.extractors AS x ON x.extractor = e.extractor AND x.is_active;

CREATE OR REPLACE TEMP TABLE evidence_versions AS
SELECT version_id, article_id, published_date, published_at, first_seen_at FROM ledger.article_versions
WHERE version_id IN (SELECT version_id FROM touched_evidence);
CREATE OR REPLACE TEMP TABLE evidence_articles AS
SELECT article_id, url, source, dup_of FROM ledger.articles
WHERE article_id IN (SELECT article_id FROM evidence_versions);

-- who the claims are about, and whom those are merged with
CREATE OR REPLACE TEMP TABLE parties AS
SELECT entity_id, canonical_id, name FROM ledger.entities
WHERE rowid IN (
  SELECT rowid FROM ledger.entities
  WHERE entity_id IN (SELECT subject_id FROM touched_claims UNION SELECT object_id FROM touched_claims)
);
CREATE OR REPLACE TEMP TABLE names AS
SELECT entity_id, name FROM parties
UNION
SELECT entity_id, name FROM ledger.entities
WHERE rowid IN (
  SELECT rowid FROM ledger.entities
  WHERE entity_id IN (SELECT canonical_id FROM parties ANTI JOIN parties AS p ON p.entity_id = parties.canonical_id)
);

DELETE FROM main.facts WHERE fact_id IN (SELECT fact_id FROM touched_facts);
INSERT INTO main.facts BY NAME
WITH evidence AS (
  SELECT e.*, v.article_id, v.published_date, a.url,
    coalesce(o.source, a.source, a.article_id) AS publisher,
    row_number() OVER (PARTITION BY e.fact_id ORDER BY e.confidence DESC, v.published_at, v.first_seen_at, e.evidence_id) AS rank
  FROM touched_evidence AS e
  JOIN evidence_versions AS v ON v.version_id = e.version_id
  JOIN evidence_articles AS a ON a.article_id = v.article_id
  LEFT JOIN (
    SELECT article_id, source FROM ledger.articles WHERE article_id IN (SELECT dup_of FROM evidence_articles)
  ) AS o ON o.article_id = a.dup_of
),
weight AS (
  SELECT fact_id, count(DISTINCT article_id) AS count_articles, count(DISTINCT publisher) AS count_sources,
    max(confidence) AS confidence, min(published_date) AS published_date, max(published_date) AS last_published_date
  FROM evidence GROUP BY fact_id
)
SELECT
  f.fact_id, f.type, f.attribute, coalesce(sn.name, f.subject) AS subject, coalesce(obn.name, f.object) AS object, f.role,
  f.value_min, f.value_max, f.value_unit, f.value_qualifier, f.value_unit_inferred,
  f.change_min, f.change_max, f.change_unit, f.change_direction,
  f.period, f.period_start, f.period_end, f.event_date, f.event_start, f.event_end, f.modality,
  e.attribution, e.sentence, e.start_offset, e.end_offset, e.url, e.article_id, e.version_id,
  w.published_date, w.last_published_date, w.count_articles, w.count_sources, w.confidence, f.first_seen_at,
  coalesce(se.canonical_id, f.subject_id) AS subject_id, coalesce(ob.canonical_id, f.object_id) AS object_id
FROM touched_claims AS f
JOIN weight AS w ON w.fact_id = f.fact_id
JOIN evidence AS e ON e.fact_id = f.fact_id AND e.rank = 1
LEFT JOIN parties AS se ON se.entity_id = f.subject_id
LEFT JOIN names AS sn ON sn.entity_id = se.canonical_id
LEFT JOIN parties AS ob ON ob.entity_id = f.object_id
LEFT JOIN names AS obn ON obn.entity_id = ob.canonical_id;
