-- incoming: ledger.fact_evidence
MERGE INTO ledger.fact_evidence AS t
USING incoming AS s ON t.evidence_id = s.evidence_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
