-- What happened to each organisation, in order, in whose words?
SELECT organization, happened_on, type, attribute, part, other_party, role, value_min, value_unit, modality, sentence
FROM company_timeline
ORDER BY organization, happened_on NULLS FIRST, type, attribute, fact_id
