-- incoming: ledger.entities
-- Tags add up over cards; the name is chosen among all its spellings when names are linked.
MERGE INTO ledger.entities AS t
USING incoming AS s ON t.entity_id = s.entity_id
WHEN MATCHED AND (t.plain_name IS NULL OR NOT list_has_all(coalesce(t.tags, []), coalesce(s.tags, []))) THEN UPDATE SET
  tags = list_sort(list_distinct(list_concat(coalesce(t.tags, []), coalesce(s.tags, [])))), plain_name = s.plain_name
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
