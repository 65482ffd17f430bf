-- Which cleaner refused a page, so that bytes it has refused are not read again before they or it change.

ALTER TABLE ledger.quarantine ADD COLUMN cleaner VARCHAR;
COMMENT ON COLUMN ledger.quarantine.cleaner IS 'Cleaner and version that refused the page, null where none came to an answer.';
