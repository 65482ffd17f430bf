-- incoming: ledger.entry_versions
MERGE INTO ledger.entry_versions AS t
USING incoming AS s ON t.entry_version_id = s.entry_version_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
