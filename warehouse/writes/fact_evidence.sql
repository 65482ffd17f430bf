-- incoming: ledger.fact_evidence
-- Only those that are new: what is stored has been looked up by then.
INSERT INTO ledger.fact_evidence BY NAME
FROM incoming
RETURNING 'INSERT' AS merge_action
