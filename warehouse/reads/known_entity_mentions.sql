-- Mentions of the versions in `wanted`.
SELECT mention_id FROM ledger.entity_mentions WHERE version_id IN (SELECT key FROM wanted)
