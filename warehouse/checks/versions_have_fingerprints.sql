-- error: every version has a fingerprint, and the index has every article under each band of each of its fingerprints, since its day.
SELECT v.version_id AS id FROM ledger.article_versions AS v ANTI JOIN ledger.fingerprints AS f ON f.version_id = v.version_id
UNION ALL
SELECT f.article_id
FROM (SELECT article_id, first_seen_at::DATE AS seen_on, unnest(bands) AS band FROM ledger.fingerprints) AS f
ANTI JOIN ledger.fingerprint_bands AS b
  ON b.article_id = f.article_id AND b.band = f.band AND b.seen_on = f.seen_on
