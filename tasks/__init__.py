"""Policy: one task a stage, with its name, retries and batch. Thin wrappers; the work is in newsledger.

Tasks are never cached: what a stage may skip is decided by ids and hashes in the ledger, not by Prefect.
"""
