-- incoming: ledger.extractors
-- A new version of an extractor takes over from the ones before it; a roll-back is one UPDATE of is_active.
UPDATE ledger.extractors AS o SET is_active = false
FROM incoming AS s
WHERE o.name = s.name AND o.extractor <> s.extractor
RETURNING 'UPDATE' AS merge_action
