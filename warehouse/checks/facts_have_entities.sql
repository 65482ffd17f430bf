-- error: the subject and the object of every claim are entities, and so is whatever a mention names.
SELECT f.fact_id AS id, f.subject_id AS entity_id FROM ledger.facts AS f
ANTI JOIN ledger.entities AS e ON e.entity_id = f.subject_id
UNION ALL
SELECT f.fact_id, f.object_id FROM ledger.facts AS f
ANTI JOIN ledger.entities AS e ON e.entity_id = f.object_id
WHERE f.object_id IS NOT NULL
UNION ALL
SELECT m.mention_id, m.entity_id FROM ledger.entity_mentions AS m
ANTI JOIN ledger.entities AS e ON e.entity_id = m.entity_id
