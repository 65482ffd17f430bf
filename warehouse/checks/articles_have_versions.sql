-- error: every article has a version, every version an article.
SELECT a.article_id FROM ledger.articles AS a ANTI JOIN ledger.article_versions AS v ON v.article_id = a.article_id
UNION ALL
SELECT v.article_id FROM ledger.article_versions AS v ANTI JOIN ledger.articles AS a ON a.article_id = v.article_id
