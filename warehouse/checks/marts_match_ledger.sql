-- error: the marts hold every article, and every claim that an active extractor has evidence for.
SELECT a.article_id AS id FROM ledger.articles AS a ANTI JOIN main.articles AS m ON m.article_id = a.article_id
UNION ALL
SELECT e.fact_id
FROM ledger.fact_evidence AS e
JOIN ledger.extractors AS x ON x.extractor = e.extractor AND x.is_active
ANTI JOIN main.facts AS m ON m.fact_id = e.fact_id
