SELECT migration, sha256 FROM ledger.schema_migrations
