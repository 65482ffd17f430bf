-- incoming: ledger.entities
-- What the entities file says of an entity, whether any article has named it yet or not.
MERGE INTO ledger.entities AS t
USING incoming AS s ON t.entity_id = s.entity_id
WHEN MATCHED THEN UPDATE SET
  plain_name = s.plain_name, ticker = s.ticker, country = s.country, is_listed = true
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
