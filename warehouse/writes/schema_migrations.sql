-- incoming: ledger.schema_migrations
-- Only the row of the views is ever there before.
INSERT OR REPLACE INTO ledger.schema_migrations BY NAME SELECT * FROM incoming
RETURNING 'INSERT' AS merge_action
