-- What is to be made anew for all articles.
DELETE FROM main.articles;
DELETE FROM main.facts;
