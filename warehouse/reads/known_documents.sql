-- Documents whose bytes were loaded before by this cleaner and extractor, or refused by this cleaner; the key's last fate
-- counts, so a document that comes back from the quarantine with the bytes it once had is read again.
WITH refused AS (
  SELECT key, raw_hash, cleaner FROM ledger.quarantine
  WHERE status = 'open' AND stage <> 'facts' AND key LIKE 'seed:%'
  QUALIFY row_number() OVER (PARTITION BY key ORDER BY last_failed_at DESC) = 1
),

loaded AS (
  SELECT a.url AS key, v.raw_hash
  FROM ledger.articles AS a
  JOIN ledger.article_versions AS v ON v.article_id = a.article_id
  JOIN ledger.extractions AS x ON x.version_id = v.version_id AND x.extractor = $extractor
  WHERE a.url LIKE 'seed:%' AND v.cleaner = $cleaner
  QUALIFY row_number() OVER (PARTITION BY v.article_id ORDER BY v.last_seen_at DESC, v.first_seen_at DESC) = 1
)

SELECT key, raw_hash FROM loaded ANTI JOIN refused USING (key)
UNION ALL
SELECT key, raw_hash FROM refused WHERE cleaner = $cleaner AND raw_hash IS NOT NULL
