-- incoming: ledger.entity_aliases
-- Aliases from before there were plain names.
UPDATE ledger.entity_aliases AS t SET alias_key = s.alias_key, origin = s.origin
FROM incoming AS s
WHERE t.alias_id = s.alias_id AND t.alias_key IS NULL
RETURNING 'UPDATE' AS merge_action
