-- Versions that stand under one of the bands in `wanted`.
SELECT band, version_id FROM ledger.fingerprint_bands WHERE band IN (SELECT key FROM wanted)
