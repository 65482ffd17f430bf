-- incoming: ledger.schema_migrations
INSERT OR REPLACE INTO ledger.schema_migrations BY NAME SELECT * FROM incoming
RETURNING 'INSERT' AS merge_action
