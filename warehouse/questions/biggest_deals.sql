-- Which takeovers are under way or done, and at what price?
SELECT published_date, buyer, target, stage, price_min, currency, modality, count_sources, url
FROM acquisitions
ORDER BY price_min DESC NULLS LAST, buyer, target
