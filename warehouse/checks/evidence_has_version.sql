-- error: evidence points at a claim and at a version.
SELECT e.evidence_id FROM ledger.fact_evidence AS e ANTI JOIN ledger.article_versions AS v ON v.version_id = e.version_id
UNION ALL
SELECT e.evidence_id FROM ledger.fact_evidence AS e ANTI JOIN ledger.facts AS f ON f.fact_id = e.fact_id
