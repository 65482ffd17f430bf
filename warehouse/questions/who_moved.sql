-- Who joined or left which organisation, latest first?
SELECT published_date, person, move, organization, role, modality, sentence
FROM personnel_moves
ORDER BY published_date DESC NULLS LAST, person, move
