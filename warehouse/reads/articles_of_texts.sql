-- Articles of which a version, whenever it came, has one of the text keys in `wanted`, each of which is a band, too.
SELECT text_key AS band, article_id FROM ledger.fingerprints
WHERE rowid IN (SELECT rowid FROM ledger.fingerprints WHERE text_key IN (SELECT key::UINTEGER FROM wanted))
