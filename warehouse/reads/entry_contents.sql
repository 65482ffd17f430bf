-- What the feed itself gave of some articles; read a batch at a time, for it may be the whole text.
SELECT entry_id, content FROM ledger.entries WHERE list_contains($entries, entry_id) AND content IS NOT NULL
