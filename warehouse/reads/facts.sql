-- Facts about a company, of a type, published since a day; null asks for all.
WITH printed AS (
  SELECT *, list_transform([value_min, value_max, change_min],
    lambda number: CASE WHEN value_unit = 'year' THEN format('{:.0f}', number)
      ELSE regexp_replace(format('{:,.2f}', number), '\.?0+$', '') END) AS numbers
  FROM main.facts
)
SELECT published_date, type, attribute, subject, object, role,
  nullif(concat_ws(' ', role,
    CASE WHEN value_min = value_max THEN numbers[1] WHEN value_unit IS NOT NULL THEN concat(numbers[1], '..', numbers[2]) END,
    value_unit, change_direction, numbers[3], change_unit), '') AS says,
  value_min, value_max, value_unit, change_min, change_max,
  change_unit, change_direction, period, event_date, modality, attribution, count_sources, confidence, sentence, url
FROM printed
WHERE ($company IS NULL OR contains(lower(subject), lower($company)) OR contains(lower(object), lower($company)))
  AND ($type IS NULL OR type = $type)
  AND ($since IS NULL OR coalesce(published_date, CAST(first_seen_at AS DATE)) >= CAST($since AS DATE))
ORDER BY published_date DESC NULLS LAST, subject, type, fact_id
