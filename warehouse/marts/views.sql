-- Thin views over the marts, a fact family each, made anew at every migration.

CREATE OR REPLACE VIEW main.personnel_moves AS
SELECT fact_id, subject AS person, attribute AS move, object AS organization, role, event_date, modality, published_date,
  sentence, url, count_sources, confidence
FROM main.facts WHERE type = 'personnel_move';
COMMENT ON VIEW main.personnel_moves IS 'One row per claim that somebody joined, left or was promoted.';

CREATE OR REPLACE VIEW main.funding_rounds AS
SELECT fact_id, CASE type WHEN 'funding' THEN subject ELSE object END AS organization,
  CASE type WHEN 'funding' THEN object ELSE subject END AS investor, attribute AS round, value_min AS amount_min,
  value_max AS amount_max, value_unit AS currency, value_unit_inferred AS is_currency_inferred, event_date, modality,
  published_date, sentence, url, count_sources, confidence
FROM main.facts WHERE type IN ('funding', 'investment');
COMMENT ON VIEW main.funding_rounds IS 'One row per claim of money raised or invested.';

CREATE OR REPLACE VIEW main.acquisitions AS
SELECT fact_id, subject AS buyer, object AS target, attribute AS stage, value_min AS price_min, value_max AS price_max,
  value_unit AS currency, event_date, modality, published_date, sentence, url, count_sources, confidence
FROM main.facts WHERE type = 'acquisition';
COMMENT ON VIEW main.acquisitions IS 'One row per claim of a takeover or merger.';

CREATE OR REPLACE VIEW main.metrics AS
SELECT fact_id, subject, attribute AS measure, value_min, value_max, value_unit, value_qualifier, change_min, change_max,
  change_unit, change_direction, period, period_start, period_end, modality, attribution, published_date, sentence, url,
  count_sources, confidence
FROM main.facts WHERE type = 'metric';
COMMENT ON VIEW main.metrics IS 'One row per number claimed of a company, product, market or country.';

CREATE OR REPLACE VIEW main.price_changes AS
SELECT fact_id, subject AS seller, object AS product, attribute AS change, value_min, value_max, value_unit, change_min,
  change_max, change_unit, change_direction, event_date, modality, published_date, sentence, url, confidence
FROM main.facts WHERE type = 'price_change';
COMMENT ON VIEW main.price_changes IS 'One row per claim of a price cut, rise or setting.';

CREATE OR REPLACE VIEW main.company_profiles AS
SELECT f.fact_id, f.subject AS organization, f.attribute, f.object AS text_value, f.value_min, f.value_max, f.value_unit,
  n.tags, f.published_date, f.sentence, f.url, f.confidence
FROM main.facts AS f
LEFT JOIN ledger.entities AS n ON n.entity_id = f.subject_id
WHERE f.type = 'company_profile';
COMMENT ON VIEW main.company_profiles IS 'One row per profile fact of an organisation, with its tags.';

CREATE OR REPLACE VIEW main.feed_health AS
SELECT f.feed_id, f.source, f.url, f.status, f.status_reason, f.failures, f.polled_at, f.changed_at, f.next_due_at,
  f.poll_minutes, count(e.entry_id) AS count_entries, count(e.entry_id) FILTER (e.status = 'pending') AS count_pending,
  count(e.entry_id) FILTER (e.reason = 'robots_disallowed') AS count_disallowed,
  max(e.published_at) AS newest_entry_at
FROM ledger.feeds AS f
LEFT JOIN ledger.entries AS e ON e.feed_id = f.feed_id
WHERE f.is_listed
GROUP BY ALL;
COMMENT ON VIEW main.feed_health IS 'One row per listed feed with its state and yield.';

CREATE OR REPLACE VIEW main.article_changes AS
SELECT n.article_id, a.url, a.source, n.first_seen_at AS changed_at, n.modified_at, n.cause, n.kept_share,
  o.title AS old_title, n.title AS new_title, o.words AS old_words, n.words AS new_words,
  o.version_id AS old_version_id, n.version_id AS new_version_id, o.text AS old_text, n.text AS new_text
FROM ledger.article_versions AS n
JOIN ledger.article_versions AS o ON o.version_id = n.previous_version_id
JOIN ledger.articles AS a ON a.article_id = n.article_id;
COMMENT ON VIEW main.article_changes IS 'One row per text that replaced another of the same article: what stood before and after, the share of words kept, when we saw it. A text that comes back is no new change.';
