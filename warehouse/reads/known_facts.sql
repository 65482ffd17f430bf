-- Which of the claims in `wanted` are in the ledger.
SELECT fact_id FROM ledger.facts WHERE fact_id IN (SELECT key FROM wanted)
