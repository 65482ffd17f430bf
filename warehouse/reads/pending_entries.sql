-- Articles to fetch now: one entry per article, the one whose feed gives most, newest articles first, as many as fit in
-- memory. Feeds that are taken off the list bring no more requests.
SELECT e.entry_id, e.url, e.canonical_url, e.source, e.title, e.language, e.attempts, f.timezone,
  e.published_at, e.published_date, e.published_precision, e.published_origin, e.published_reason,
  e.content IS NOT NULL AS has_content
FROM ledger.entries AS e
JOIN ledger.feeds AS f ON f.feed_id = e.feed_id
WHERE f.is_listed AND e.status = 'pending' AND (e.next_try_at IS NULL OR e.next_try_at <= $now)
QUALIFY row_number() OVER (PARTITION BY e.canonical_url ORDER BY length(e.content) DESC NULLS LAST, e.entry_id) = 1
ORDER BY e.published_at DESC NULLS LAST, e.entry_id
LIMIT coalesce($limit, 20000)
