-- incoming: ledger.entities
-- Tags add up over cards; a name once given stays.
MERGE INTO ledger.entities AS t
USING incoming AS s ON t.entity_id = s.entity_id
WHEN MATCHED AND NOT list_has_all(coalesce(t.tags, []), coalesce(s.tags, [])) THEN UPDATE SET
  tags = list_sort(list_distinct(list_concat(coalesce(t.tags, []), s.tags)))
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
