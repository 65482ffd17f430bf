-- incoming: ledger.entities
-- Only those that are new: what is stored has been looked up by then.
INSERT INTO ledger.entities BY NAME
FROM incoming
RETURNING 'INSERT' AS merge_action
