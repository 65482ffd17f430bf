-- When the members of sitemap indexes were last read.
SELECT url, max(requested_at) AS read_at FROM ledger.fetches
WHERE list_contains($feeds::VARCHAR[], key) AND outcome = 'ok' GROUP BY url
