SELECT domain, max(not_before) AS not_before, arg_max(not_before_reason, not_before) AS reason
FROM ledger.hosts WHERE not_before > $now GROUP BY domain ORDER BY not_before DESC
