-- What polite polling has to remember: where a feed was listed and where it is moving, when it last answered in full,
-- when its publisher wants no visits; and every title of an entry.

ALTER TABLE ledger.feeds ADD COLUMN listed_url VARCHAR;
ALTER TABLE ledger.feeds ADD COLUMN format VARCHAR;
ALTER TABLE ledger.feeds ADD COLUMN full_at TIMESTAMP;
ALTER TABLE ledger.feeds ADD COLUMN skip_hours INTEGER[];
ALTER TABLE ledger.feeds ADD COLUMN skip_days INTEGER[];
ALTER TABLE ledger.feeds ADD COLUMN moved_to VARCHAR;
ALTER TABLE ledger.feeds ADD COLUMN moved_count INTEGER DEFAULT 0;
ALTER TABLE ledger.feeds ADD COLUMN moved_at TIMESTAMP;
-- set, not defaulted: DuckDB 1.5.5 cannot replay a list's default from its log, and a kill would cost the file
UPDATE ledger.feeds SET listed_url = url, full_at = changed_at, skip_hours = [], skip_days = [];
COMMENT ON COLUMN ledger.feeds.listed_url IS 'Its url in the sources file.';
COMMENT ON COLUMN ledger.feeds.format IS 'rss20, atom10, rdf, json11, sitemap, sitemapindex and so on; null before the first answer.';
COMMENT ON COLUMN ledger.feeds.full_at IS 'Last answer that was no 304; older than a week asks without conditions.';
COMMENT ON COLUMN ledger.feeds.skip_hours IS 'Hours of the day, UTC, in which the publisher wants no polls.';
COMMENT ON COLUMN ledger.feeds.skip_days IS 'Days of the week, 0 for Monday, on which the publisher wants no polls.';
COMMENT ON COLUMN ledger.feeds.moved_to IS 'Where permanent redirects have led lately, null where none do.';
COMMENT ON COLUMN ledger.feeds.moved_count IS 'Polls in a row that ended there.';
COMMENT ON COLUMN ledger.feeds.moved_at IS 'The first of them.';

CREATE TABLE ledger.entry_versions (
  entry_version_id VARCHAR NOT NULL,
  entry_id VARCHAR NOT NULL,
  title VARCHAR,
  first_seen_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ledger.entry_versions IS 'One row per entry and title it has had: an edited title is a version, a date that moves is none. Versions of the text are in article_versions.';
COMMENT ON COLUMN ledger.entry_versions.entry_version_id IS 'uuid5 of entry and title.';
COMMENT ON COLUMN ledger.entry_versions.entry_id IS 'The entry.';
COMMENT ON COLUMN ledger.entry_versions.title IS 'Title without markup.';
COMMENT ON COLUMN ledger.entry_versions.first_seen_at IS 'When a poll first saw this title.';
