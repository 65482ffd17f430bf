-- error: every version has a fingerprint, and the index has every article under each band of each of its fingerprints.
SELECT v.version_id AS id FROM ledger.article_versions AS v ANTI JOIN ledger.fingerprints AS f ON f.version_id = v.version_id
UNION ALL
SELECT f.article_id
FROM (SELECT article_id, sum(len(bands)) AS n FROM ledger.fingerprints GROUP BY article_id) AS f
LEFT JOIN (SELECT article_id, count(*) AS n FROM ledger.fingerprint_bands GROUP BY article_id) AS b ON b.article_id = f.article_id
WHERE b.n IS DISTINCT FROM f.n
