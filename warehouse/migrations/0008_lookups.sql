-- What a load looks up by an article's id costs the same however many there are.

CREATE INDEX articles_by_id ON ledger.articles (article_id);
CREATE INDEX articles_by_original ON ledger.articles (dup_of);
CREATE INDEX article_versions_by_article ON ledger.article_versions (article_id);
