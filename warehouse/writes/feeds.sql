-- incoming: ledger.feeds
-- A re-sync of the sources file: what the file says changes, the poll state and a moved url stay.
MERGE INTO ledger.feeds AS t
USING incoming AS s ON t.feed_id = s.feed_id
WHEN MATCHED THEN UPDATE SET source = s.source, language = s.language, timezone = s.timezone, is_listed = true
WHEN NOT MATCHED BY SOURCE THEN UPDATE SET is_listed = false
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
