-- error: ids without a key constraint are unique all the same.
SELECT 'entries' AS relation, entry_id AS id FROM ledger.entries GROUP BY entry_id HAVING count(*) > 1
UNION ALL
SELECT 'entry_versions', entry_version_id FROM ledger.entry_versions GROUP BY entry_version_id HAVING count(*) > 1
UNION ALL
SELECT 'articles', article_id FROM ledger.articles GROUP BY article_id HAVING count(*) > 1
UNION ALL
SELECT 'article_versions', version_id FROM ledger.article_versions GROUP BY version_id HAVING count(*) > 1
UNION ALL
SELECT 'entities', entity_id FROM ledger.entities GROUP BY entity_id HAVING count(*) > 1
UNION ALL
SELECT 'entity_aliases', alias_id FROM ledger.entity_aliases GROUP BY alias_id HAVING count(*) > 1
UNION ALL
SELECT 'entity_mentions', mention_id FROM ledger.entity_mentions GROUP BY mention_id HAVING count(*) > 1
UNION ALL
SELECT 'facts', fact_id FROM ledger.facts GROUP BY fact_id HAVING count(*) > 1
UNION ALL
SELECT 'fact_evidence', evidence_id FROM ledger.fact_evidence GROUP BY evidence_id HAVING count(*) > 1
UNION ALL
SELECT 'extractions', extraction_id FROM ledger.extractions GROUP BY extraction_id HAVING count(*) > 1
UNION ALL
SELECT 'article_urls', url FROM ledger.article_urls GROUP BY url HAVING count(*) > 1
UNION ALL
SELECT 'fingerprints', version_id FROM ledger.fingerprints GROUP BY version_id HAVING count(*) > 1
