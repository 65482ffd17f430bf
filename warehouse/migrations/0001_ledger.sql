-- The ledger: everything that outlives a run. Instants are UTC TIMESTAMPs named _at; ids are uuid5 strings made in Python.
-- Small tables carry keys; large ones (entries, fetches, versions, facts, evidence, mentions) do not: MERGE on ids keeps
-- them unique and warehouse/checks proves it, for a key triples the file and doubles load time.

CREATE SCHEMA IF NOT EXISTS ledger;

CREATE TABLE ledger.sources (
  source VARCHAR PRIMARY KEY,
  name VARCHAR NOT NULL,
  homepage VARCHAR,
  language VARCHAR,
  country VARCHAR,
  timezone VARCHAR,
  min_per_day INTEGER,
  max_per_day INTEGER,
  is_listed BOOLEAN NOT NULL
);
COMMENT ON TABLE ledger.sources IS 'One row per publisher of the sources file.';
COMMENT ON COLUMN ledger.sources.source IS 'Slug, the stable key in the sources file.';
COMMENT ON COLUMN ledger.sources.name IS 'Name of the publisher.';
COMMENT ON COLUMN ledger.sources.homepage IS 'Home page.';
COMMENT ON COLUMN ledger.sources.language IS 'BCP 47 tag of what it prints.';
COMMENT ON COLUMN ledger.sources.country IS 'ISO 3166 code.';
COMMENT ON COLUMN ledger.sources.timezone IS 'IANA zone of dates it prints without one.';
COMMENT ON COLUMN ledger.sources.min_per_day IS 'Fewer entries a day than this fail a check.';
COMMENT ON COLUMN ledger.sources.max_per_day IS 'More entries a day than this raise a warning.';
COMMENT ON COLUMN ledger.sources.is_listed IS 'False once it is gone from the sources file; its history stays.';

CREATE TABLE ledger.feeds (
  feed_id VARCHAR PRIMARY KEY,
  source VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  language VARCHAR,
  timezone VARCHAR,
  title VARCHAR,
  etag VARCHAR,
  last_modified VARCHAR,
  body_hash VARCHAR,
  poll_minutes INTEGER NOT NULL,
  next_due_at TIMESTAMP,
  polled_at TIMESTAMP,
  changed_at TIMESTAMP,
  failures DOUBLE NOT NULL,
  status VARCHAR NOT NULL,
  status_reason VARCHAR,
  is_listed BOOLEAN NOT NULL
);
COMMENT ON TABLE ledger.feeds IS 'One row per feed with its poll state.';
COMMENT ON COLUMN ledger.feeds.feed_id IS 'uuid5 of the url in the sources file.';
COMMENT ON COLUMN ledger.feeds.source IS 'Slug of the publisher.';
COMMENT ON COLUMN ledger.feeds.url IS 'Where the feed lives now; survives a re-sync of the sources file.';
COMMENT ON COLUMN ledger.feeds.language IS 'BCP 47 tag, from the source.';
COMMENT ON COLUMN ledger.feeds.timezone IS 'IANA zone, from the source.';
COMMENT ON COLUMN ledger.feeds.title IS 'The feed''s own title.';
COMMENT ON COLUMN ledger.feeds.etag IS 'ETag to echo byte for byte.';
COMMENT ON COLUMN ledger.feeds.last_modified IS 'Last-Modified to echo byte for byte.';
COMMENT ON COLUMN ledger.feeds.body_hash IS 'sha256 of the last parsed body.';
COMMENT ON COLUMN ledger.feeds.poll_minutes IS 'Current interval between polls.';
COMMENT ON COLUMN ledger.feeds.next_due_at IS 'Not polled before this instant.';
COMMENT ON COLUMN ledger.feeds.polled_at IS 'Last poll.';
COMMENT ON COLUMN ledger.feeds.changed_at IS 'Last poll whose body had changed.';
COMMENT ON COLUMN ledger.feeds.failures IS 'Weighted failures since the last success.';
COMMENT ON COLUMN ledger.feeds.status IS 'active or disabled.';
COMMENT ON COLUMN ledger.feeds.status_reason IS 'Reason code of the last failure, null when healthy.';
COMMENT ON COLUMN ledger.feeds.is_listed IS 'False once it is gone from the sources file.';

CREATE TABLE ledger.entries (
  entry_id VARCHAR NOT NULL,
  feed_id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  identity VARCHAR NOT NULL,
  url VARCHAR,
  canonical_url VARCHAR,
  title VARCHAR,
  summary VARCHAR,
  content VARCHAR,
  authors VARCHAR[],
  language VARCHAR,
  published_at TIMESTAMP,
  published_date DATE,
  published_precision VARCHAR,
  published_origin VARCHAR,
  published_reason VARCHAR,
  updated_at TIMESTAMP,
  first_seen_at TIMESTAMP NOT NULL,
  status VARCHAR NOT NULL,
  reason VARCHAR,
  attempts INTEGER NOT NULL,
  next_try_at TIMESTAMP
);
COMMENT ON TABLE ledger.entries IS 'One row per feed and entry identity, as the feed gave it, with the state of fetching its article.';
COMMENT ON COLUMN ledger.entries.entry_id IS 'uuid5 of feed and identity.';
COMMENT ON COLUMN ledger.entries.feed_id IS 'Feed it was read from.';
COMMENT ON COLUMN ledger.entries.source IS 'Slug of the publisher.';
COMMENT ON COLUMN ledger.entries.identity IS 'guid, else guid and url, else link, else content hash.';
COMMENT ON COLUMN ledger.entries.url IS 'Address of the article, absolute.';
COMMENT ON COLUMN ledger.entries.canonical_url IS 'The spelling shared by all links to the article.';
COMMENT ON COLUMN ledger.entries.title IS 'Title without markup.';
COMMENT ON COLUMN ledger.entries.summary IS 'Summary as the feed gave it.';
COMMENT ON COLUMN ledger.entries.content IS 'Full content as the feed gave it.';
COMMENT ON COLUMN ledger.entries.authors IS 'Author names.';
COMMENT ON COLUMN ledger.entries.language IS 'BCP 47 tag.';
COMMENT ON COLUMN ledger.entries.published_at IS 'Publication instant the feed states.';
COMMENT ON COLUMN ledger.entries.published_date IS 'Day as printed in the feed.';
COMMENT ON COLUMN ledger.entries.published_precision IS 'second, minute, day, month or year.';
COMMENT ON COLUMN ledger.entries.published_origin IS 'Where the date was read.';
COMMENT ON COLUMN ledger.entries.published_reason IS 'Why there is no date, null when there is one.';
COMMENT ON COLUMN ledger.entries.updated_at IS 'Instant of the last update the feed states.';
COMMENT ON COLUMN ledger.entries.first_seen_at IS 'When a poll first saw it.';
COMMENT ON COLUMN ledger.entries.status IS 'pending, done, skipped or failed.';
COMMENT ON COLUMN ledger.entries.reason IS 'Reason code of the last failure or of the skip.';
COMMENT ON COLUMN ledger.entries.attempts IS 'Fetches tried.';
COMMENT ON COLUMN ledger.entries.next_try_at IS 'Not fetched before this instant.';

CREATE TABLE ledger.hosts (
  origin VARCHAR PRIMARY KEY,
  domain VARCHAR,
  robots VARCHAR,
  robots_status INTEGER,
  robots_at TIMESTAMP,
  not_before TIMESTAMP,
  not_before_reason VARCHAR
);
COMMENT ON TABLE ledger.hosts IS 'One row per origin (scheme, host, port): its robots.txt and hold-off.';
COMMENT ON COLUMN ledger.hosts.origin IS 'scheme://host:port.';
COMMENT ON COLUMN ledger.hosts.domain IS 'Registrable domain; a hold-off applies to all its origins.';
COMMENT ON COLUMN ledger.hosts.robots IS 'robots.txt as served.';
COMMENT ON COLUMN ledger.hosts.robots_status IS 'HTTP status of robots.txt, null when there was no answer.';
COMMENT ON COLUMN ledger.hosts.robots_at IS 'When robots.txt was fetched.';
COMMENT ON COLUMN ledger.hosts.not_before IS 'No request before this instant.';
COMMENT ON COLUMN ledger.hosts.not_before_reason IS 'Why requests are held off.';

CREATE TABLE ledger.fetches (
  fetch_id VARCHAR NOT NULL,
  run_id VARCHAR NOT NULL,
  key VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  final_url VARCHAR NOT NULL,
  requested_at TIMESTAMP NOT NULL,
  status INTEGER,
  outcome VARCHAR NOT NULL,
  reason VARCHAR,
  detail VARCHAR,
  hops VARCHAR[],
  headers JSON,
  bytes BIGINT NOT NULL,
  ms INTEGER NOT NULL,
  raw_hash VARCHAR
);
COMMENT ON TABLE ledger.fetches IS 'One row per request made; append-only.';
COMMENT ON COLUMN ledger.fetches.fetch_id IS 'Random uuid.';
COMMENT ON COLUMN ledger.fetches.run_id IS 'Run that made it.';
COMMENT ON COLUMN ledger.fetches.key IS 'feed_id or entry_id it was made for.';
COMMENT ON COLUMN ledger.fetches.url IS 'Address asked for.';
COMMENT ON COLUMN ledger.fetches.final_url IS 'Address that answered, after redirects.';
COMMENT ON COLUMN ledger.fetches.requested_at IS 'When it started.';
COMMENT ON COLUMN ledger.fetches.status IS 'HTTP status, null when there was no answer.';
COMMENT ON COLUMN ledger.fetches.outcome IS 'ok, not_modified, http_error or failed.';
COMMENT ON COLUMN ledger.fetches.reason IS 'Reason code of a failure.';
COMMENT ON COLUMN ledger.fetches.detail IS 'The failure in words.';
COMMENT ON COLUMN ledger.fetches.hops IS 'Redirects followed, "status url" each.';
COMMENT ON COLUMN ledger.fetches.headers IS 'Response headers that matter, names in lower case.';
COMMENT ON COLUMN ledger.fetches.bytes IS 'Decoded bytes of the body.';
COMMENT ON COLUMN ledger.fetches.ms IS 'Milliseconds from start to end.';
COMMENT ON COLUMN ledger.fetches.raw_hash IS 'sha256 of the body in the raw store, null where it is not kept.';

CREATE TABLE ledger.articles (
  article_id VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  source VARCHAR,
  first_seen_at TIMESTAMP NOT NULL,
  status VARCHAR NOT NULL,
  dup_of VARCHAR,
  dup_kind VARCHAR,
  dup_score DOUBLE
);
COMMENT ON TABLE ledger.articles IS 'One row per canonical url or seed document.';
COMMENT ON COLUMN ledger.articles.article_id IS 'uuid5 of the canonical url.';
COMMENT ON COLUMN ledger.articles.url IS 'Canonical url; a document''s is seed:<source or documents>/<path>.';
COMMENT ON COLUMN ledger.articles.source IS 'Slug of the publisher.';
COMMENT ON COLUMN ledger.articles.first_seen_at IS 'When it was first loaded.';
COMMENT ON COLUMN ledger.articles.status IS 'live or withdrawn.';
COMMENT ON COLUMN ledger.articles.dup_of IS 'article_id of the earliest article with this text, null for an original.';
COMMENT ON COLUMN ledger.articles.dup_kind IS 'exact or near.';
COMMENT ON COLUMN ledger.articles.dup_score IS 'Similarity to the original, 0 to 1.';

CREATE TABLE ledger.article_urls (
  url VARCHAR PRIMARY KEY,
  article_id VARCHAR NOT NULL,
  first_seen_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ledger.article_urls IS 'One row per spelling of a url seen for an article.';
COMMENT ON COLUMN ledger.article_urls.url IS 'The spelling.';
COMMENT ON COLUMN ledger.article_urls.article_id IS 'The article behind it.';
COMMENT ON COLUMN ledger.article_urls.first_seen_at IS 'When it was first seen.';

CREATE TABLE ledger.article_versions (
  version_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  title VARCHAR,
  authors VARCHAR[],
  published_at TIMESTAMP,
  published_date DATE,
  published_precision VARCHAR,
  published_origin VARCHAR,
  published_reason VARCHAR,
  modified_at TIMESTAMP,
  language VARCHAR,
  words INTEGER NOT NULL,
  text_hash VARCHAR NOT NULL,
  raw_hash VARCHAR NOT NULL,
  fetch_id VARCHAR,
  cleaner VARCHAR NOT NULL,
  cause VARCHAR NOT NULL,
  first_seen_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  text VARCHAR NOT NULL
);
COMMENT ON TABLE ledger.article_versions IS 'One row per article and distinct cleaned text.';
COMMENT ON COLUMN ledger.article_versions.version_id IS 'uuid5 of article and text hash.';
COMMENT ON COLUMN ledger.article_versions.article_id IS 'The article.';
COMMENT ON COLUMN ledger.article_versions.title IS 'Title.';
COMMENT ON COLUMN ledger.article_versions.authors IS 'Author names.';
COMMENT ON COLUMN ledger.article_versions.published_at IS 'Publication instant.';
COMMENT ON COLUMN ledger.article_versions.published_date IS 'Day as the publisher printed it.';
COMMENT ON COLUMN ledger.article_versions.published_precision IS 'second, minute, day, month or year.';
COMMENT ON COLUMN ledger.article_versions.published_origin IS 'jsonld, meta, time, htmldate, feed, url or document.';
COMMENT ON COLUMN ledger.article_versions.published_reason IS 'Why there is no date, null when there is one.';
COMMENT ON COLUMN ledger.article_versions.modified_at IS 'Last change the publisher states.';
COMMENT ON COLUMN ledger.article_versions.language IS 'BCP 47 tag.';
COMMENT ON COLUMN ledger.article_versions.words IS 'Words in the text.';
COMMENT ON COLUMN ledger.article_versions.text_hash IS 'sha256 of the text.';
COMMENT ON COLUMN ledger.article_versions.raw_hash IS 'sha256 of the page in the raw store.';
COMMENT ON COLUMN ledger.article_versions.fetch_id IS 'Fetch that brought it, null for documents.';
COMMENT ON COLUMN ledger.article_versions.cleaner IS 'Cleaner and version that made the text.';
COMMENT ON COLUMN ledger.article_versions.cause IS 'first, publisher_edit or reclean.';
COMMENT ON COLUMN ledger.article_versions.first_seen_at IS 'When it was first loaded.';
COMMENT ON COLUMN ledger.article_versions.last_seen_at IS 'When the article last read so; its latest version is the current one.';
COMMENT ON COLUMN ledger.article_versions.text IS 'Clean text; all offsets count its code points.';

CREATE TABLE ledger.entities (
  entity_id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  canonical_id VARCHAR NOT NULL,
  tags VARCHAR[],
  first_seen_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ledger.entities IS 'One row per entity.';
COMMENT ON COLUMN ledger.entities.entity_id IS 'uuid5 of kind and plain name.';
COMMENT ON COLUMN ledger.entities.kind IS 'person, organization, product, place or other.';
COMMENT ON COLUMN ledger.entities.name IS 'Name as first seen.';
COMMENT ON COLUMN ledger.entities.canonical_id IS 'Entity it was merged into, else itself.';
COMMENT ON COLUMN ledger.entities.tags IS 'Tags of its company cards, sorted.';
COMMENT ON COLUMN ledger.entities.first_seen_at IS 'When it was first loaded.';

CREATE TABLE ledger.entity_aliases (
  alias_id VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  alias VARCHAR NOT NULL
);
COMMENT ON TABLE ledger.entity_aliases IS 'One row per entity and spelling of its name.';
COMMENT ON COLUMN ledger.entity_aliases.alias_id IS 'uuid5 of entity and spelling.';
COMMENT ON COLUMN ledger.entity_aliases.entity_id IS 'The entity.';
COMMENT ON COLUMN ledger.entity_aliases.alias IS 'The spelling.';

CREATE TABLE ledger.entity_mentions (
  mention_id VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  version_id VARCHAR NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  surface VARCHAR NOT NULL,
  extractor VARCHAR NOT NULL
);
COMMENT ON TABLE ledger.entity_mentions IS 'One row per mention of an entity in an article version.';
COMMENT ON COLUMN ledger.entity_mentions.mention_id IS 'uuid5 of entity, version, span and extractor.';
COMMENT ON COLUMN ledger.entity_mentions.entity_id IS 'The entity.';
COMMENT ON COLUMN ledger.entity_mentions.version_id IS 'The article version.';
COMMENT ON COLUMN ledger.entity_mentions.start_offset IS 'First code point.';
COMMENT ON COLUMN ledger.entity_mentions.end_offset IS 'Code point after the last.';
COMMENT ON COLUMN ledger.entity_mentions.surface IS 'text[start:end].';
COMMENT ON COLUMN ledger.entity_mentions.extractor IS 'Extractor and version.';

CREATE TABLE ledger.facts (
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
  subject_id VARCHAR NOT NULL,
  object_id VARCHAR,
  first_seen_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ledger.facts IS 'One row per distinct claim.';
COMMENT ON COLUMN ledger.facts.fact_id IS 'uuid5 of what is claimed; no article and no extractor is in it.';
COMMENT ON COLUMN ledger.facts.type IS 'One of the 19 fact types.';
COMMENT ON COLUMN ledger.facts.attribute IS 'The type''s sub-kind, or the measure of a metric.';
COMMENT ON COLUMN ledger.facts.subject IS 'Who or what it is about, by the fullest name in the document.';
COMMENT ON COLUMN ledger.facts.object IS 'The other party or thing.';
COMMENT ON COLUMN ledger.facts.role IS 'Job title.';
COMMENT ON COLUMN ledger.facts.value_min IS 'Lower bound of the level; null for "up to".';
COMMENT ON COLUMN ledger.facts.value_max IS 'Upper bound of the level; null for "more than".';
COMMENT ON COLUMN ledger.facts.value_unit IS 'ISO 4217 code, percent, year, or a count noun in the singular.';
COMMENT ON COLUMN ledger.facts.value_qualifier IS 'exact, approx, at_least or at_most.';
COMMENT ON COLUMN ledger.facts.value_unit_inferred IS 'True where the text says only "$".';
COMMENT ON COLUMN ledger.facts.change_min IS 'Lower bound of the movement, positive.';
COMMENT ON COLUMN ledger.facts.change_max IS 'Upper bound of the movement, positive.';
COMMENT ON COLUMN ledger.facts.change_unit IS 'Unit of the movement.';
COMMENT ON COLUMN ledger.facts.change_direction IS 'up or down.';
COMMENT ON COLUMN ledger.facts.period IS 'Time the value covers, ISO 8601 as exact as the text.';
COMMENT ON COLUMN ledger.facts.period_start IS 'First day of the period.';
COMMENT ON COLUMN ledger.facts.period_end IS 'Last day of the period.';
COMMENT ON COLUMN ledger.facts.event_date IS 'When it happens, as exact as stated.';
COMMENT ON COLUMN ledger.facts.event_start IS 'First day of event_date.';
COMMENT ON COLUMN ledger.facts.event_end IS 'Last day of event_date.';
COMMENT ON COLUMN ledger.facts.modality IS 'asserted, planned, expected, rumoured or denied.';
COMMENT ON COLUMN ledger.facts.subject_id IS 'Entity of the subject; a link that may change.';
COMMENT ON COLUMN ledger.facts.object_id IS 'Entity of the object; a link that may change.';
COMMENT ON COLUMN ledger.facts.first_seen_at IS 'When it was first loaded.';

CREATE TABLE ledger.fact_evidence (
  evidence_id VARCHAR NOT NULL,
  fact_id VARCHAR NOT NULL,
  version_id VARCHAR NOT NULL,
  extractor VARCHAR NOT NULL,
  sentence VARCHAR NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  attribution VARCHAR,
  confidence DOUBLE NOT NULL,
  extracted_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ledger.fact_evidence IS 'One row per claim, article version, span and extractor version.';
COMMENT ON COLUMN ledger.fact_evidence.evidence_id IS 'uuid5 of claim, version, span and extractor.';
COMMENT ON COLUMN ledger.fact_evidence.fact_id IS 'The claim.';
COMMENT ON COLUMN ledger.fact_evidence.version_id IS 'The article version that says it.';
COMMENT ON COLUMN ledger.fact_evidence.extractor IS 'Extractor and version.';
COMMENT ON COLUMN ledger.fact_evidence.sentence IS 'The sentence, equal to text[start:end].';
COMMENT ON COLUMN ledger.fact_evidence.start_offset IS 'First code point in the version''s text.';
COMMENT ON COLUMN ledger.fact_evidence.end_offset IS 'Code point after the last.';
COMMENT ON COLUMN ledger.fact_evidence.attribution IS 'Who says so, when the text names them.';
COMMENT ON COLUMN ledger.fact_evidence.confidence IS 'How sure the extractor is, 0 to 1; it orders facts.';
COMMENT ON COLUMN ledger.fact_evidence.extracted_at IS 'When it was extracted.';

CREATE TABLE ledger.extractors (
  extractor VARCHAR PRIMARY KEY,
  name VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  is_active BOOLEAN NOT NULL,
  first_used_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ledger.extractors IS 'One row per extractor version; marts count active ones only, so a roll-back is one UPDATE.';
COMMENT ON COLUMN ledger.extractors.extractor IS 'name/version.';
COMMENT ON COLUMN ledger.extractors.name IS 'Extractor.';
COMMENT ON COLUMN ledger.extractors.version IS 'Its version.';
COMMENT ON COLUMN ledger.extractors.is_active IS 'Whether marts count its evidence.';
COMMENT ON COLUMN ledger.extractors.first_used_at IS 'When it first ran here.';

CREATE TABLE ledger.extractions (
  extraction_id VARCHAR NOT NULL,
  version_id VARCHAR NOT NULL,
  extractor VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  facts INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  error VARCHAR,
  extracted_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ledger.extractions IS 'One row per article version and extractor version that read it.';
COMMENT ON COLUMN ledger.extractions.extraction_id IS 'uuid5 of version and extractor.';
COMMENT ON COLUMN ledger.extractions.version_id IS 'The article version.';
COMMENT ON COLUMN ledger.extractions.extractor IS 'Extractor and version.';
COMMENT ON COLUMN ledger.extractions.status IS 'ok, or the reason there is nothing.';
COMMENT ON COLUMN ledger.extractions.facts IS 'Facts found.';
COMMENT ON COLUMN ledger.extractions.ms IS 'Milliseconds taken.';
COMMENT ON COLUMN ledger.extractions.error IS 'What went wrong, in words.';
COMMENT ON COLUMN ledger.extractions.extracted_at IS 'When it ran.';

CREATE TABLE ledger.quarantine (
  quarantine_id VARCHAR PRIMARY KEY,
  stage VARCHAR NOT NULL,
  key VARCHAR NOT NULL,
  source VARCHAR,
  reason VARCHAR NOT NULL,
  detail VARCHAR,
  raw_hash VARCHAR,
  attempts INTEGER NOT NULL,
  first_failed_at TIMESTAMP NOT NULL,
  last_failed_at TIMESTAMP NOT NULL,
  next_try_at TIMESTAMP,
  status VARCHAR NOT NULL
);
COMMENT ON TABLE ledger.quarantine IS 'One row per item that failed a stage.';
COMMENT ON COLUMN ledger.quarantine.quarantine_id IS 'uuid5 of stage and key.';
COMMENT ON COLUMN ledger.quarantine.stage IS 'documents, poll, fetch, clean or facts.';
COMMENT ON COLUMN ledger.quarantine.key IS 'Url, path or id of the item.';
COMMENT ON COLUMN ledger.quarantine.source IS 'Slug of the publisher.';
COMMENT ON COLUMN ledger.quarantine.reason IS 'Reason code.';
COMMENT ON COLUMN ledger.quarantine.detail IS 'The reason in words.';
COMMENT ON COLUMN ledger.quarantine.raw_hash IS 'The page in the raw store, where there is one.';
COMMENT ON COLUMN ledger.quarantine.attempts IS 'Times it failed.';
COMMENT ON COLUMN ledger.quarantine.first_failed_at IS 'First failure.';
COMMENT ON COLUMN ledger.quarantine.last_failed_at IS 'Last failure.';
COMMENT ON COLUMN ledger.quarantine.next_try_at IS 'When it will be tried again, null for never by itself.';
COMMENT ON COLUMN ledger.quarantine.status IS 'open, or resolved once the item succeeded.';

CREATE TABLE ledger.runs (
  run_id VARCHAR PRIMARY KEY,
  flow VARCHAR NOT NULL,
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  status VARCHAR NOT NULL,
  counts JSON
);
COMMENT ON TABLE ledger.runs IS 'One row per flow run with its counts.';
COMMENT ON COLUMN ledger.runs.run_id IS 'Random uuid.';
COMMENT ON COLUMN ledger.runs.flow IS 'ingest, replay or maintain.';
COMMENT ON COLUMN ledger.runs.started_at IS 'Start.';
COMMENT ON COLUMN ledger.runs.ended_at IS 'End, null while running or when killed.';
COMMENT ON COLUMN ledger.runs.status IS 'running, completed or interrupted.';
COMMENT ON COLUMN ledger.runs.counts IS 'The counts that ingest --json prints.';

CREATE TABLE ledger.check_results (
  run_id VARCHAR NOT NULL,
  check_name VARCHAR NOT NULL,
  severity VARCHAR NOT NULL,
  failing INTEGER NOT NULL,
  example VARCHAR,
  checked_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ledger.check_results IS 'One row per data-quality check and time it ran.';
COMMENT ON COLUMN ledger.check_results.run_id IS 'Run that checked.';
COMMENT ON COLUMN ledger.check_results.check_name IS 'File name in warehouse/checks.';
COMMENT ON COLUMN ledger.check_results.severity IS 'error or warning.';
COMMENT ON COLUMN ledger.check_results.failing IS 'Offending rows.';
COMMENT ON COLUMN ledger.check_results.example IS 'The first of them.';
COMMENT ON COLUMN ledger.check_results.checked_at IS 'When it ran.';
