-- error: the stored sentence is the slice of the version's text.
SELECT e.evidence_id, e.sentence
FROM ledger.fact_evidence AS e
JOIN ledger.article_versions AS v ON v.version_id = e.version_id
WHERE e.sentence <> array_slice(v.text, e.start_offset + 1, e.end_offset)
