-- Documents whose bytes were loaded before by these cleaners and extractors.
SELECT a.url AS key, v.raw_hash
FROM ledger.articles AS a
JOIN ledger.article_versions AS v ON v.article_id = a.article_id
JOIN ledger.extractions AS x ON x.version_id = v.version_id AND x.extractor = $extractor
WHERE a.url LIKE 'seed:%'
QUALIFY row_number() OVER (PARTITION BY v.article_id ORDER BY v.last_seen_at DESC, v.first_seen_at DESC) = 1
