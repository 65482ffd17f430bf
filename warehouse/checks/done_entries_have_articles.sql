-- error: an entry marked done has its article.
SELECT e.entry_id FROM ledger.entries AS e
ANTI JOIN ledger.article_urls AS u ON u.url = e.canonical_url
WHERE e.status = 'done'
