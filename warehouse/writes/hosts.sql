-- incoming: ledger.hosts
MERGE INTO ledger.hosts AS t
USING incoming AS s ON t.origin = s.origin
WHEN MATCHED THEN UPDATE SET
  robots = s.robots, robots_status = s.robots_status, robots_at = s.robots_at,
  not_before = s.not_before, not_before_reason = s.not_before_reason
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
