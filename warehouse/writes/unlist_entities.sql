-- Entities that the entities file lists no more; what articles said of them stays.
UPDATE ledger.entities SET is_listed = false, ticker = NULL, country = NULL
WHERE is_listed AND NOT list_contains($listed::VARCHAR[], entity_id)
