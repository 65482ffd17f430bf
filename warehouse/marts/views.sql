-- Thin views over the marts, a fact family each, made anew where they or the tables changed.

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
LEFT JOIN (
  SELECT canonical_id, list_sort(list_distinct(flatten(list(tags)))) AS tags
  FROM ledger.entities WHERE tags IS NOT NULL GROUP BY canonical_id
) AS n ON n.canonical_id = f.subject_id
WHERE f.type = 'company_profile';
COMMENT ON VIEW main.company_profiles IS 'One row per profile fact of an organisation, with its tags.';

CREATE OR REPLACE VIEW main.organizations AS
WITH said AS (
  SELECT subject_id AS organization_id, object, value_min, value_max, value_unit, last_published_date, count_articles, confidence,
    CASE type WHEN 'workforce' THEN 'employees' WHEN 'founding' THEN 'founded' WHEN 'funding' THEN 'total_raised' ELSE attribute END AS attribute
  FROM main.facts
  WHERE modality = 'asserted' AND (
    type = 'company_profile'
    OR (type = 'workforce' AND attribute = 'headcount' AND value_unit <> 'percent')
    OR (type = 'founding' AND value_unit = 'year')
    OR (type = 'funding' AND attribute = 'total')
  )
),

-- One value may be several claims: printed with other names, or in a card and in prose.
valued AS (
  SELECT organization_id, attribute, CASE WHEN value_min IS NULL AND value_max IS NULL THEN min(object) END AS said_text, value_min,
    value_max, value_unit, max(last_published_date) AS said_date, sum(count_articles)::BIGINT AS said_count,
    max(confidence) AS confidence
  FROM said
  GROUP BY organization_id, attribute, value_min, value_max, value_unit,
    CASE WHEN value_min IS NULL AND value_max IS NULL THEN lower(object) END
),

latest AS (
  SELECT * FROM valued
  QUALIFY row_number() OVER (
    PARTITION BY organization_id, attribute
    ORDER BY said_date DESC NULLS LAST, said_count DESC, confidence DESC, said_text, value_min, value_max, value_unit
  ) = 1
),

profiles AS (
  SELECT organization_id,
    max(said_text) FILTER (attribute = 'headquarters') AS headquarters,
    max(said_date) FILTER (attribute = 'headquarters') AS headquarters_date,
    max(said_count) FILTER (attribute = 'headquarters') AS headquarters_count,
    max(said_text) FILTER (attribute = 'industry') AS industry,
    max(said_date) FILTER (attribute = 'industry') AS industry_date,
    max(said_count) FILTER (attribute = 'industry') AS industry_count,
    max(value_min) FILTER (attribute = 'employees') AS employees_min,
    max(value_max) FILTER (attribute = 'employees') AS employees_max,
    max(said_date) FILTER (attribute = 'employees') AS employees_date,
    max(said_count) FILTER (attribute = 'employees') AS employees_count,
    max(value_min) FILTER (attribute = 'founded')::INTEGER AS founded,
    max(said_date) FILTER (attribute = 'founded') AS founded_date,
    max(said_count) FILTER (attribute = 'founded') AS founded_count,
    max(coalesce(value_min, value_max)) FILTER (attribute = 'total_raised') AS total_raised,
    max(value_unit) FILTER (attribute = 'total_raised') AS total_raised_currency,
    max(said_date) FILTER (attribute = 'total_raised') AS total_raised_date,
    max(said_count) FILTER (attribute = 'total_raised') AS total_raised_count,
    max(coalesce(value_min, value_max)) FILTER (attribute = 'valuation') AS valuation,
    max(value_unit) FILTER (attribute = 'valuation') AS valuation_currency,
    max(said_date) FILTER (attribute = 'valuation') AS valuation_date,
    max(said_count) FILTER (attribute = 'valuation') AS valuation_count,
    max(said_text) FILTER (attribute = 'ticker') AS ticker,
    max(said_date) FILTER (attribute = 'ticker') AS ticker_date,
    max(said_count) FILTER (attribute = 'ticker') AS ticker_count
  FROM latest GROUP BY organization_id
),

members AS (
  SELECT canonical_id, list_sort(list_distinct(flatten(list(tags) FILTER (tags IS NOT NULL)))) AS tags,
    list_sort(list_distinct(list(name))) AS names
  FROM ledger.entities GROUP BY canonical_id
),

parties AS (
  SELECT party_id, count(*) AS count_facts, min(published_date) AS first_date, max(last_published_date) AS last_date
  FROM (
    SELECT subject_id AS party_id, published_date, last_published_date FROM main.facts
    UNION ALL
    SELECT object_id, published_date, last_published_date FROM main.facts WHERE object_id IS DISTINCT FROM subject_id
  )
  GROUP BY party_id
)

SELECT e.entity_id AS organization_id, e.name AS organization, m.names, e.country, coalesce(e.ticker, p.ticker) AS ticker,
  CASE WHEN e.ticker IS NULL THEN p.ticker_date END AS ticker_date,
  CASE WHEN e.ticker IS NULL THEN p.ticker_count END AS ticker_count,
  p.* EXCLUDE (organization_id, ticker, ticker_date, ticker_count), m.tags, f.count_facts, f.first_date, f.last_date
FROM ledger.entities AS e
JOIN members AS m ON m.canonical_id = e.entity_id
JOIN parties AS f ON f.party_id = e.entity_id
LEFT JOIN profiles AS p ON p.organization_id = e.entity_id
WHERE e.kind = 'organization' AND e.canonical_id = e.entity_id;
COMMENT ON VIEW main.organizations IS 'One row per organisation that facts are about, with the latest known value of each profile attribute.';
COMMENT ON COLUMN main.organizations.organization_id IS 'The canonical entity.';
COMMENT ON COLUMN main.organizations.organization IS 'Its name in the entities file, else its fullest name.';
COMMENT ON COLUMN main.organizations.names IS 'All its names: those of the entities merged into it.';
COMMENT ON COLUMN main.organizations.country IS 'ISO 3166 code in the entities file.';
COMMENT ON COLUMN main.organizations.ticker IS 'Ticker in the entities file, else the latest that an article prints.';
COMMENT ON COLUMN main.organizations.ticker_date IS 'Day of the latest article that prints it; null where it is of the entities file.';
COMMENT ON COLUMN main.organizations.ticker_count IS 'Articles that print it; null where it is of the entities file.';
COMMENT ON COLUMN main.organizations.headquarters IS 'Where it is based.';
COMMENT ON COLUMN main.organizations.headquarters_date IS 'Day of the latest article that says so.';
COMMENT ON COLUMN main.organizations.headquarters_count IS 'Articles that say so.';
COMMENT ON COLUMN main.organizations.industry IS 'What it does, in the words of the text.';
COMMENT ON COLUMN main.organizations.industry_date IS 'Day of the latest article that says so.';
COMMENT ON COLUMN main.organizations.industry_count IS 'Articles that say so.';
COMMENT ON COLUMN main.organizations.employees_min IS 'Fewest employees, of a card or a headcount in prose.';
COMMENT ON COLUMN main.organizations.employees_max IS 'Most employees; null where it is open.';
COMMENT ON COLUMN main.organizations.employees_date IS 'Day of the latest article that says so.';
COMMENT ON COLUMN main.organizations.employees_count IS 'Articles that say so.';
COMMENT ON COLUMN main.organizations.founded IS 'Year it was founded in.';
COMMENT ON COLUMN main.organizations.founded_date IS 'Day of the latest article that says so.';
COMMENT ON COLUMN main.organizations.founded_count IS 'Articles that say so.';
COMMENT ON COLUMN main.organizations.total_raised IS 'Money raised in all.';
COMMENT ON COLUMN main.organizations.total_raised_currency IS 'ISO 4217 code.';
COMMENT ON COLUMN main.organizations.total_raised_date IS 'Day of the latest article that says so.';
COMMENT ON COLUMN main.organizations.total_raised_count IS 'Articles that say so.';
COMMENT ON COLUMN main.organizations.valuation IS 'What it is valued at.';
COMMENT ON COLUMN main.organizations.valuation_currency IS 'ISO 4217 code.';
COMMENT ON COLUMN main.organizations.valuation_date IS 'Day of the latest article that says so.';
COMMENT ON COLUMN main.organizations.valuation_count IS 'Articles that say so.';
COMMENT ON COLUMN main.organizations.tags IS 'Tags of its company cards, sorted.';
COMMENT ON COLUMN main.organizations.count_facts IS 'Facts that it is subject or object of.';
COMMENT ON COLUMN main.organizations.first_date IS 'Day the first of them was published.';
COMMENT ON COLUMN main.organizations.last_date IS 'Day the last of them was published.';
CREATE OR REPLACE VIEW main.company_timeline AS
WITH parties AS (
  SELECT *, subject_id AS organization_id, 'subject' AS part, object AS other_party FROM main.facts
  UNION ALL BY NAME
  SELECT *, object_id AS organization_id, 'object' AS part, subject AS other_party FROM main.facts
  WHERE object_id IS DISTINCT FROM subject_id
)
SELECT e.entity_id AS organization_id, e.name AS organization, coalesce(f.event_start, f.published_date) AS happened_on,
  f.event_start IS NOT NULL AS is_dated, f.published_date, f.part, f.type, f.attribute, f.other_party, f.role, f.value_min, f.value_max,
  f.value_unit, f.change_min, f.change_max, f.change_unit, f.change_direction, f.period, f.modality, f.sentence, f.url,
  f.count_articles, f.count_sources, f.confidence, f.fact_id
FROM parties AS f
JOIN ledger.entities AS e ON e.entity_id = f.organization_id AND e.kind = 'organization';
COMMENT ON VIEW main.company_timeline IS 'One row per organisation and fact that it is subject or object of; order by happened_on.';
COMMENT ON COLUMN main.company_timeline.organization_id IS 'The canonical entity.';
COMMENT ON COLUMN main.company_timeline.organization IS 'Its name.';
COMMENT ON COLUMN main.company_timeline.happened_on IS 'First day of the event, else the day it was published.';
COMMENT ON COLUMN main.company_timeline.is_dated IS 'True where happened_on is the event''s own.';
COMMENT ON COLUMN main.company_timeline.published_date IS 'Day the earliest article that says it was published.';
COMMENT ON COLUMN main.company_timeline.part IS 'subject or object: what the organisation is in the fact.';
COMMENT ON COLUMN main.company_timeline.type IS 'One of the 19 fact types.';
COMMENT ON COLUMN main.company_timeline.attribute IS 'The type''s sub-kind, or the measure of a metric.';
COMMENT ON COLUMN main.company_timeline.other_party IS 'The object where the organisation is the subject, else the subject.';
COMMENT ON COLUMN main.company_timeline.role IS 'Job title.';
COMMENT ON COLUMN main.company_timeline.value_min IS 'Lower bound of the level.';
COMMENT ON COLUMN main.company_timeline.value_max IS 'Upper bound of the level.';
COMMENT ON COLUMN main.company_timeline.value_unit IS 'ISO 4217 code, percent, year, or a count noun.';
COMMENT ON COLUMN main.company_timeline.change_min IS 'Lower bound of the movement.';
COMMENT ON COLUMN main.company_timeline.change_max IS 'Upper bound of the movement.';
COMMENT ON COLUMN main.company_timeline.change_unit IS 'Unit of the movement.';
COMMENT ON COLUMN main.company_timeline.change_direction IS 'up or down.';
COMMENT ON COLUMN main.company_timeline.period IS 'Time the value covers.';
COMMENT ON COLUMN main.company_timeline.modality IS 'asserted, planned, expected, rumoured or denied.';
COMMENT ON COLUMN main.company_timeline.sentence IS 'The sentence that says it best.';
COMMENT ON COLUMN main.company_timeline.url IS 'Article of the best evidence.';
COMMENT ON COLUMN main.company_timeline.count_articles IS 'Articles that say it.';
COMMENT ON COLUMN main.company_timeline.count_sources IS 'Independent publishers that say it.';
COMMENT ON COLUMN main.company_timeline.confidence IS 'Best confidence of its evidence, 0 to 1.';
COMMENT ON COLUMN main.company_timeline.fact_id IS 'The claim.';

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
