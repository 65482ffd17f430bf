-- Hosts whose robots.txt is still fresh or that asked to be left alone.
SELECT origin, domain, robots, robots_status, robots_at, not_before, not_before_reason
FROM ledger.hosts
WHERE not_before > $now OR robots_at > $now::TIMESTAMP - INTERVAL 1 DAY
