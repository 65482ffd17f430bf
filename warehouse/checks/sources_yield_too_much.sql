-- warning: a source printed more over the last day of polls than its sources file says.
SELECT s.source, s.max_per_day, count(e.entry_id) AS entries
FROM ledger.sources AS s
JOIN (SELECT source, max(polled_at) AS polled_at FROM ledger.feeds GROUP BY source) AS f ON f.source = s.source
JOIN ledger.entries AS e ON e.source = s.source AND e.first_seen_at > f.polled_at - INTERVAL 1 DAY
WHERE s.is_listed AND s.max_per_day IS NOT NULL
GROUP BY ALL HAVING count(e.entry_id) > s.max_per_day
