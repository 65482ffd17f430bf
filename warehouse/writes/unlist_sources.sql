-- Publishers that the sources file lists no more; see unlist_feeds.
UPDATE ledger.sources SET is_listed = false WHERE is_listed AND NOT list_contains($listed::VARCHAR[], source)
