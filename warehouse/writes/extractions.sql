-- incoming: ledger.extractions
MERGE INTO ledger.extractions AS t
USING incoming AS s ON t.extraction_id = s.extraction_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
