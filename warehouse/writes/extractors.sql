-- incoming: ledger.extractors
-- A new version of an extractor takes over from the ones before it; a roll-back is one UPDATE of is_active.
MERGE INTO ledger.extractors AS t
USING (
  SELECT extractor, name, version, is_active, first_used_at, true AS is_new FROM incoming
  WHERE extractor NOT IN (SELECT extractor FROM ledger.extractors)
  UNION ALL
  SELECT o.extractor, o.name, o.version, false, o.first_used_at, false
  FROM ledger.extractors AS o
  JOIN incoming AS s ON s.name = o.name AND s.extractor NOT IN (SELECT extractor FROM ledger.extractors)
) AS s ON t.extractor = s.extractor
WHEN MATCHED THEN UPDATE SET is_active = false
WHEN NOT MATCHED THEN INSERT (extractor, name, version, is_active, first_used_at)
  VALUES (s.extractor, s.name, s.version, s.is_active, s.first_used_at)
RETURNING merge_action
