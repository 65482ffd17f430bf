-- error: every version has a fingerprint, and every fingerprint stands in the index once a band.
SELECT v.version_id FROM ledger.article_versions AS v ANTI JOIN ledger.fingerprints AS f ON f.version_id = v.version_id
UNION ALL
SELECT f.version_id FROM ledger.fingerprints AS f
LEFT JOIN (SELECT version_id, count(*) AS n FROM ledger.fingerprint_bands GROUP BY version_id) AS b ON b.version_id = f.version_id
WHERE b.n IS DISTINCT FROM len(f.bands)
