-- Which entity the names in `touched_names` stand for, decided anew from all that the ledger holds of them, so that the
-- order of loads does not matter. A name that the entities file gives to an entity is that entity's. An entity of
-- unknown kind is the only one of a known kind with its name. A short name of an organisation ("Huawei", "SEC") is the
-- one organisation that goes by it, and where several do, the one whose name all the others go by; else it stays itself.
-- Ends with the ids of the entities that moved to another canonical one or whose canonical name is another now.
-- Entities and aliases are the largest of tables: what is asked of them stands in a table of its own before it is joined to
-- anything, so that each is read few times, by the key alone where the other columns are many (see marts/articles).

-- Entities whose own link may change: by these names, or called by a name that one of these names goes by.
CREATE OR REPLACE TEMP TABLE touched_entities AS
SELECT rowid AS row_at, entity_id, kind, name, plain_name, canonical_id, is_listed FROM ledger.entities
WHERE rowid IN (SELECT rowid FROM ledger.entities WHERE plain_name IN (SELECT plain_name FROM touched_names));

CREATE OR REPLACE TEMP TABLE called AS
SELECT entity_id, alias_key FROM ledger.entity_aliases
WHERE rowid IN (SELECT rowid FROM ledger.entity_aliases WHERE entity_id IN (SELECT entity_id FROM touched_entities));

CREATE OR REPLACE TEMP TABLE named AS
FROM touched_entities
UNION ALL
SELECT rowid, entity_id, kind, name, plain_name, canonical_id, is_listed FROM ledger.entities
WHERE plain_name IN (SELECT alias_key FROM called WHERE alias_key NOT IN (SELECT plain_name FROM touched_names));

-- And all that were merged with one of them.
CREATE OR REPLACE TEMP TABLE merged AS
SELECT rowid AS row_at FROM ledger.entities WHERE canonical_id IN (SELECT canonical_id FROM named);

CREATE OR REPLACE TEMP TABLE linking AS
SELECT * REPLACE (coalesce(is_listed, false) AS is_listed)
FROM (
  FROM named
  UNION ALL
  SELECT rowid, entity_id, kind, name, plain_name, canonical_id, is_listed FROM ledger.entities
  WHERE rowid IN (FROM merged ANTI JOIN named USING (row_at))
);

CREATE OR REPLACE TEMP TABLE aliases AS
SELECT entity_id, alias, alias_key, origin FROM ledger.entity_aliases
WHERE rowid IN (SELECT rowid FROM ledger.entity_aliases WHERE alias_key IN (SELECT plain_name FROM linking));

CREATE OR REPLACE TEMP TABLE owning AS
SELECT entity_id, kind, plain_name FROM linking
UNION ALL
SELECT entity_id, kind, plain_name FROM ledger.entities
WHERE entity_id IN (SELECT entity_id FROM aliases ANTI JOIN linking USING (entity_id));

CREATE OR REPLACE TEMP TABLE claims AS
SELECT DISTINCT e.entity_id, e.kind, o.entity_id AS owner_id, o.kind AS owner_kind, o.plain_name AS owner_name,
  a.origin IN ('name', 'alias') AS is_listed,
  o.kind = 'organization' AND length(o.plain_name) > length(e.plain_name)
    AND (starts_with(o.plain_name, e.plain_name || ' ') OR upper(a.alias) = a.alias) AS is_short
FROM linking AS e
JOIN aliases AS a ON a.alias_key = e.plain_name AND a.entity_id <> e.entity_id
JOIN owning AS o ON o.entity_id = a.entity_id
WHERE NOT e.is_listed AND e.kind IN (o.kind, 'other');

-- Those with the name of one of unknown kind; all but those merged by another name are at hand.
CREATE OR REPLACE TEMP TABLE namesakes AS
SELECT entity_id, plain_name FROM named WHERE kind <> 'other'
UNION ALL
SELECT entity_id, plain_name FROM ledger.entities
WHERE kind <> 'other' AND plain_name IN (
  SELECT plain_name FROM linking WHERE kind = 'other' AND NOT is_listed AND plain_name NOT IN (SELECT plain_name FROM named)
);

CREATE OR REPLACE TEMP TABLE pairs AS
SELECT e.entity_id, o.entity_id AS other_id
FROM linking AS e
JOIN namesakes AS o ON o.plain_name = e.plain_name
WHERE e.kind = 'other' AND NOT e.is_listed;

-- What these and the owners go by.
CREATE OR REPLACE TEMP TABLE goes_by AS
WITH asked AS (
  SELECT other_id AS entity_id FROM pairs
  UNION
  SELECT owner_id FROM claims WHERE is_short
)

SELECT entity_id, alias_key FROM called
UNION
SELECT entity_id, alias_key FROM ledger.entity_aliases
WHERE entity_id IN (FROM asked ANTI JOIN touched_entities USING (entity_id));

CREATE OR REPLACE TEMP TABLE parents AS
WITH listed AS (
  SELECT entity_id, min(owner_id) AS parent_id FROM claims WHERE is_listed
  GROUP BY entity_id HAVING count(DISTINCT owner_id) = 1
),

homonyms AS (
  SELECT entity_id, min(other_id) AS parent_id, count(*) AS kinds
  FROM pairs
  WHERE other_id IN (SELECT entity_id FROM goes_by)  -- not one that only stood in the entities file once
  GROUP BY entity_id
),

owners AS (
  SELECT DISTINCT entity_id, owner_id, owner_name FROM claims WHERE is_short
),

short AS (
  SELECT c.entity_id, min(c.owner_id) AS parent_id
  FROM owners AS c
  JOIN owners AS d ON d.entity_id = c.entity_id
  LEFT JOIN goes_by AS a ON a.entity_id = d.owner_id AND a.alias_key = c.owner_name
  GROUP BY c.entity_id, c.owner_id
  HAVING count(*) FILTER (d.owner_id <> c.owner_id AND a.alias_key IS NULL) = 0
)

SELECT e.entity_id, coalesce(l.parent_id, CASE WHEN h.kinds = 1 THEN h.parent_id WHEN h.kinds IS NULL THEN s.parent_id END) AS parent_id
FROM linking AS e
LEFT JOIN listed AS l ON l.entity_id = e.entity_id
LEFT JOIN homonyms AS h ON h.entity_id = e.entity_id
LEFT JOIN (SELECT entity_id, min(parent_id) AS parent_id FROM short GROUP BY entity_id) AS s ON s.entity_id = e.entity_id;

-- Every parent is listed, of a known kind, or has the longer name, so this ends.
CREATE OR REPLACE TEMP TABLE rooted AS
WITH RECURSIVE steps AS (
  SELECT entity_id, entity_id AS at_id, 0 AS step FROM linking
  UNION ALL
  SELECT s.entity_id, p.parent_id, s.step + 1
  FROM steps AS s
  JOIN parents AS p ON p.entity_id = s.at_id AND p.parent_id IS NOT NULL
)

SELECT entity_id, arg_max(at_id, step) AS root_id FROM steps GROUP BY entity_id;

CREATE OR REPLACE TEMP TABLE linked AS
WITH spellings AS (
  SELECT e.entity_id,
    arg_min(a.alias, (a.origin <> 'name', length(a.alias) > 5 AND upper(a.alias) = a.alias, length(a.alias), a.alias)) AS name
  FROM linking AS e
  JOIN aliases AS a ON a.entity_id = e.entity_id AND a.alias_key = e.plain_name AND a.origin <> 'short'
  GROUP BY e.entity_id
),

outside AS (
  SELECT entity_id, canonical_id FROM ledger.entities
  WHERE entity_id IN (SELECT root_id FROM rooted WHERE root_id NOT IN (SELECT entity_id FROM linking))
)

SELECT e.row_at, e.entity_id, coalesce(n.name, e.name) AS name, e.name AS old_name, e.canonical_id AS old_canonical_id,
  coalesce(f.canonical_id, r.root_id) AS canonical_id
FROM linking AS e
JOIN rooted AS r ON r.entity_id = e.entity_id
LEFT JOIN spellings AS n ON n.entity_id = e.entity_id
LEFT JOIN outside AS f ON f.entity_id = r.root_id;

UPDATE ledger.entities AS t SET canonical_id = s.canonical_id, name = s.name
FROM linked AS s
WHERE t.rowid = s.row_at AND (s.canonical_id, s.name) <> (s.old_canonical_id, s.old_name);

SELECT e.entity_id
FROM linked AS e
LEFT JOIN linked AS c ON c.entity_id = e.canonical_id
WHERE e.canonical_id <> e.old_canonical_id OR c.name <> c.old_name;
