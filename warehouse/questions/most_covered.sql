-- Which claims do most independent publishers print?
SELECT count_sources, count_articles, type, subject, attribute, object, sentence, url
FROM facts
ORDER BY count_sources DESC, count_articles DESC, confidence DESC, fact_id
LIMIT 20
