SELECT published_reason AS reason, count(*) AS articles, any_value(url ORDER BY first_seen_at DESC) AS latest
FROM main.articles WHERE published_reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC
