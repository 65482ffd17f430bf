-- Which numbers are only forecast, planned or rumoured, and who says so?
SELECT subject, measure, value_min, value_unit, change_min, change_unit, change_direction, period, modality, attribution, sentence
FROM metrics
WHERE modality <> 'asserted'
ORDER BY subject, measure, period
