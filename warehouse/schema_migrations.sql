-- The one table that is there before the first migration: which have run, and how they read when they did.
CREATE SCHEMA IF NOT EXISTS ledger;
CREATE TABLE IF NOT EXISTS ledger.schema_migrations (migration VARCHAR PRIMARY KEY, sha256 VARCHAR NOT NULL);
COMMENT ON TABLE ledger.schema_migrations IS 'One row per migration that has run, and one for the views.';
COMMENT ON COLUMN ledger.schema_migrations.migration IS 'File name in warehouse/migrations, or views.';
COMMENT ON COLUMN ledger.schema_migrations.sha256 IS 'Hash of the file when it ran; of the views and all migrations when the views were made.';
