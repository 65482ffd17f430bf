-- Feeds that the sources file lists no more; a statement of its own, for DuckDB 1.5.5 breaks its memory where one MERGE
-- has both WHEN NOT MATCHED BY SOURCE and WHEN NOT MATCHED.
UPDATE ledger.feeds SET is_listed = false WHERE is_listed AND NOT list_contains($listed::VARCHAR[], feed_id)
