-- Marts that a load refreshes for what it touched; the views over them are made anew from warehouse/marts at every migration.

CREATE TABLE main.articles (
  article_id VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  source VARCHAR,
  source_name VARCHAR,
  title VARCHAR,
  authors VARCHAR[],
  published_at TIMESTAMP,
  published_date DATE,
  published_precision VARCHAR,
  published_origin VARCHAR,
  published_reason VARCHAR,
  modified_at TIMESTAMP,
  language VARCHAR,
  words INTEGER,
  count_versions BIGINT,
  count_facts BIGINT,
  is_duplicate BOOLEAN,
  dup_of VARCHAR,
  first_seen_at TIMESTAMP,
  version_id VARCHAR,
  raw_hash VARCHAR,
  text VARCHAR
);
COMMENT ON TABLE main.articles IS 'One row per article, as its current version reads.';
COMMENT ON COLUMN main.articles.article_id IS 'uuid5 of the canonical url.';
COMMENT ON COLUMN main.articles.url IS 'Canonical url, or seed:... for a document.';
COMMENT ON COLUMN main.articles.source IS 'Slug of the publisher.';
COMMENT ON COLUMN main.articles.source_name IS 'Name of the publisher.';
COMMENT ON COLUMN main.articles.title IS 'Title.';
COMMENT ON COLUMN main.articles.authors IS 'Author names.';
COMMENT ON COLUMN main.articles.published_at IS 'Publication instant, UTC.';
COMMENT ON COLUMN main.articles.published_date IS 'Day as the publisher printed it.';
COMMENT ON COLUMN main.articles.published_precision IS 'second, minute, day, month or year.';
COMMENT ON COLUMN main.articles.published_origin IS 'Where the date was read.';
COMMENT ON COLUMN main.articles.published_reason IS 'Why there is no date.';
COMMENT ON COLUMN main.articles.modified_at IS 'Last change the publisher states.';
COMMENT ON COLUMN main.articles.language IS 'BCP 47 tag.';
COMMENT ON COLUMN main.articles.words IS 'Words in the text.';
COMMENT ON COLUMN main.articles.count_versions IS 'Distinct texts seen.';
COMMENT ON COLUMN main.articles.count_facts IS 'Claims in the current version.';
COMMENT ON COLUMN main.articles.is_duplicate IS 'True for a copy of another article.';
COMMENT ON COLUMN main.articles.dup_of IS 'The original''s article_id.';
COMMENT ON COLUMN main.articles.first_seen_at IS 'When we first loaded it.';
COMMENT ON COLUMN main.articles.version_id IS 'The current version.';
COMMENT ON COLUMN main.articles.raw_hash IS 'The page in the raw store.';
COMMENT ON COLUMN main.articles.text IS 'Clean text.';

CREATE TABLE main.facts (
  fact_id VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  attribute VARCHAR,
  subject VARCHAR NOT NULL,
  object VARCHAR,
  role VARCHAR,
  value_min DOUBLE,
  value_max DOUBLE,
  value_unit VARCHAR,
  value_qualifier VARCHAR,
  value_unit_inferred BOOLEAN,
  change_min DOUBLE,
  change_max DOUBLE,
  change_unit VARCHAR,
  change_direction VARCHAR,
  period VARCHAR,
  period_start DATE,
  period_end DATE,
  event_date VARCHAR,
  event_start DATE,
  event_end DATE,
  modality VARCHAR NOT NULL,
  attribution VARCHAR,
  sentence VARCHAR,
  start_offset INTEGER,
  end_offset INTEGER,
  url VARCHAR,
  article_id VARCHAR,
  version_id VARCHAR,
  published_date DATE,
  count_articles BIGINT,
  count_sources BIGINT,
  confidence DOUBLE,
  first_seen_at TIMESTAMP,
  subject_id VARCHAR,
  object_id VARCHAR
);
COMMENT ON TABLE main.facts IS 'One row per claim with canonical names and its best evidence, from active extractors.';
COMMENT ON COLUMN main.facts.fact_id IS 'uuid5 of what is claimed.';
COMMENT ON COLUMN main.facts.type IS 'One of the 19 fact types.';
COMMENT ON COLUMN main.facts.attribute IS 'The type''s sub-kind, or the measure of a metric.';
COMMENT ON COLUMN main.facts.subject IS 'Who or what it is about: the entity''s canonical name.';
COMMENT ON COLUMN main.facts.object IS 'The other party or thing.';
COMMENT ON COLUMN main.facts.role IS 'Job title.';
COMMENT ON COLUMN main.facts.value_min IS 'Lower bound of the level.';
COMMENT ON COLUMN main.facts.value_max IS 'Upper bound of the level.';
COMMENT ON COLUMN main.facts.value_unit IS 'ISO 4217 code, percent, year, or a count noun.';
COMMENT ON COLUMN main.facts.value_qualifier IS 'exact, approx, at_least or at_most.';
COMMENT ON COLUMN main.facts.value_unit_inferred IS 'True where the text says only "$".';
COMMENT ON COLUMN main.facts.change_min IS 'Lower bound of the movement.';
COMMENT ON COLUMN main.facts.change_max IS 'Upper bound of the movement.';
COMMENT ON COLUMN main.facts.change_unit IS 'Unit of the movement.';
COMMENT ON COLUMN main.facts.change_direction IS 'up or down.';
COMMENT ON COLUMN main.facts.period IS 'Time the value covers.';
COMMENT ON COLUMN main.facts.period_start IS 'First day of the period.';
COMMENT ON COLUMN main.facts.period_end IS 'Last day of the period.';
COMMENT ON COLUMN main.facts.event_date IS 'When it happens, as exact as stated.';
COMMENT ON COLUMN main.facts.event_start IS 'First day of event_date.';
COMMENT ON COLUMN main.facts.event_end IS 'Last day of event_date.';
COMMENT ON COLUMN main.facts.modality IS 'asserted, planned, expected, rumoured or denied.';
COMMENT ON COLUMN main.facts.attribution IS 'Who says so in the best evidence.';
COMMENT ON COLUMN main.facts.sentence IS 'The sentence that says it best.';
COMMENT ON COLUMN main.facts.start_offset IS 'First code point of the sentence in its version''s text.';
COMMENT ON COLUMN main.facts.end_offset IS 'Code point after its last.';
COMMENT ON COLUMN main.facts.url IS 'Article of the best evidence.';
COMMENT ON COLUMN main.facts.article_id IS 'Its id.';
COMMENT ON COLUMN main.facts.version_id IS 'Its version.';
COMMENT ON COLUMN main.facts.published_date IS 'Day the earliest article that says it was published.';
COMMENT ON COLUMN main.facts.count_articles IS 'Articles that say it.';
COMMENT ON COLUMN main.facts.count_sources IS 'Independent publishers that say it; copies count once.';
COMMENT ON COLUMN main.facts.confidence IS 'Best confidence of its evidence, 0 to 1.';
COMMENT ON COLUMN main.facts.first_seen_at IS 'When we first loaded it.';
COMMENT ON COLUMN main.facts.subject_id IS 'Canonical entity of the subject.';
COMMENT ON COLUMN main.facts.object_id IS 'Canonical entity of the object.';
