-- What links names to entities: names and aliases in their plain form, and what the entities file says. Rows of before
-- have no plain names and are linked when they are next seen.

ALTER TABLE ledger.entities ADD COLUMN plain_name VARCHAR;
ALTER TABLE ledger.entities ADD COLUMN ticker VARCHAR;
ALTER TABLE ledger.entities ADD COLUMN country VARCHAR;
ALTER TABLE ledger.entities ADD COLUMN is_listed BOOLEAN DEFAULT false;
COMMENT ON COLUMN ledger.entities.name IS 'The name in the entities file, else its plainest spelling in the articles.';
COMMENT ON COLUMN ledger.entities.canonical_id IS 'Entity that it is another name of, else itself; never one that points on.';
COMMENT ON COLUMN ledger.entities.plain_name IS 'Its name for comparison: case-folded, without article and legal form.';
COMMENT ON COLUMN ledger.entities.ticker IS 'Ticker in the entities file.';
COMMENT ON COLUMN ledger.entities.country IS 'ISO 3166 code in the entities file.';
COMMENT ON COLUMN ledger.entities.is_listed IS 'True while the entities file lists it.';

ALTER TABLE ledger.entity_aliases ADD COLUMN alias_key VARCHAR;
ALTER TABLE ledger.entity_aliases ADD COLUMN origin VARCHAR DEFAULT 'text';
COMMENT ON TABLE ledger.entity_aliases IS 'One row per entity, spelling of its name and where that comes from.';
COMMENT ON COLUMN ledger.entity_aliases.alias_id IS 'uuid5 of entity, spelling and origin.';
COMMENT ON COLUMN ledger.entity_aliases.alias_key IS 'The spelling for comparison, like plain_name.';
COMMENT ON COLUMN ledger.entity_aliases.origin IS 'text (stands in an article), short (an organisation''s name without Group, Technologies and the like), name or alias (in the entities file).';

ALTER TABLE main.facts ADD COLUMN last_published_date DATE;
COMMENT ON COLUMN main.facts.last_published_date IS 'Day the latest article that says it was published.';
UPDATE main.facts SET last_published_date = published_date;
