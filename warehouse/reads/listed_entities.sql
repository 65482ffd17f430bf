-- What the entities file said of entities when it was last read.
SELECT entity_id, ticker, country FROM ledger.entities WHERE is_listed
