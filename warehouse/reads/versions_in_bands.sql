-- Versions that stand under one of these bands, whole numbers set in as they are, for only literals use the index.
SELECT band, version_id FROM ledger.fingerprint_bands WHERE band IN ($bands)
