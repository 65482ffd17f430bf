-- Facts about a company, of a type, published since a day; null asks for all.
SELECT published_date, type, attribute, subject, object, role, value_min, value_max, value_unit, change_min, change_max,
  change_unit, change_direction, period, event_date, modality, attribution, count_sources, confidence, sentence, url
FROM main.facts
WHERE ($company IS NULL OR contains(lower(subject), lower($company)) OR contains(lower(object), lower($company)))
  AND ($type IS NULL OR type = $type)
  AND ($since IS NULL OR coalesce(published_date, CAST(first_seen_at AS DATE)) >= CAST($since AS DATE))
ORDER BY published_date DESC NULLS LAST, subject, type, fact_id
