-- error: a source expected to print every day printed too little over the last day of polls.
SELECT s.source, s.min_per_day, count(e.entry_id) AS entries
FROM ledger.sources AS s
JOIN (SELECT source, max(polled_at) AS polled_at FROM ledger.feeds GROUP BY source) AS f
  ON f.source = s.source
LEFT JOIN ledger.entries AS e ON e.source = s.source AND e.first_seen_at > f.polled_at - INTERVAL 1 DAY
WHERE s.is_listed AND s.min_per_day IS NOT NULL
GROUP BY ALL HAVING count(e.entry_id) < s.min_per_day
