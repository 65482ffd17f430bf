-- Who changed which prices, by how much?
SELECT published_date, seller, product, change, change_min, change_unit, value_min, value_unit, sentence
FROM price_changes
ORDER BY published_date DESC NULLS LAST, seller, product
