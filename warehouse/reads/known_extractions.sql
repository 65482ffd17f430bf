-- Which of the extractions in `wanted` are in the ledger.
SELECT extraction_id, version_id FROM ledger.extractions WHERE extraction_id IN (SELECT key FROM wanted)
