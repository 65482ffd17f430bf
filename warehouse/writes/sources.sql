-- incoming: ledger.sources
-- The sources file is the only list: what it names is listed, what it dropped stays as history.
MERGE INTO ledger.sources AS t
USING incoming AS s ON t.source = s.source
WHEN MATCHED THEN UPDATE SET
  name = s.name, homepage = s.homepage, language = s.language, country = s.country, timezone = s.timezone,
  min_per_day = s.min_per_day, max_per_day = s.max_per_day, is_listed = true
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
