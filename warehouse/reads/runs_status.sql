SELECT started_at, flow, status, round(epoch(ended_at - started_at), 1) AS seconds,
  counts ->> 'pages' AS pages, counts ->> 'articles_new' AS articles_new, counts ->> 'facts_new' AS facts_new,
  counts ->> 'quarantined' AS quarantined
FROM ledger.runs ORDER BY started_at DESC LIMIT 5
