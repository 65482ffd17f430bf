-- error: every claim has evidence.
SELECT f.fact_id FROM ledger.facts AS f ANTI JOIN ledger.fact_evidence AS e ON e.fact_id = f.fact_id
