-- error: an entity's canonical entity exists, points at itself, and is of its kind where that is known.
SELECT e.entity_id, e.canonical_id
FROM ledger.entities AS e
LEFT JOIN ledger.entities AS c ON c.entity_id = e.canonical_id
WHERE c.entity_id IS NULL OR c.canonical_id <> c.entity_id OR (e.kind <> 'other' AND c.kind <> e.kind)
