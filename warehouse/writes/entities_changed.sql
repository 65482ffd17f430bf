-- incoming: ledger.entities
-- Tags add up over cards; the name is chosen among all its spellings when names are linked.
UPDATE ledger.entities AS t SET
  tags = list_sort(list_distinct(list_concat(coalesce(t.tags, []), coalesce(s.tags, [])))), plain_name = s.plain_name
FROM incoming AS s
WHERE t.entity_id = s.entity_id
RETURNING 'UPDATE' AS merge_action
