-- Evidence of the versions in `wanted`.
SELECT evidence_id FROM ledger.fact_evidence WHERE version_id IN (SELECT key FROM wanted)
