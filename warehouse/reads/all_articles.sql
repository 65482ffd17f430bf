SELECT article_id FROM ledger.articles
