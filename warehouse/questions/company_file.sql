-- What is known of each company: profile, tags and the sentence or card line that says it?
SELECT organization, attribute, coalesce(text_value, CAST(CAST(value_min AS BIGINT) AS VARCHAR)) AS value, value_unit, tags, sentence
FROM company_profiles
ORDER BY organization, attribute, value
