-- incoming: ledger.extractors
-- A new version of an extractor takes over from the ones before it; a roll-back is one UPDATE of is_active. Two
-- statements, for a MERGE that also reads its target may see the row that it has just inserted.
UPDATE ledger.extractors AS t SET is_active = false
FROM incoming AS s
WHERE s.name = t.name AND s.extractor NOT IN (SELECT extractor FROM ledger.extractors);
MERGE INTO ledger.extractors AS t
USING incoming AS s ON t.extractor = s.extractor
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
