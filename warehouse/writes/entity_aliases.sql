-- incoming: ledger.entity_aliases
-- Only those that are new: what is stored has been looked up by then.
INSERT INTO ledger.entity_aliases BY NAME
FROM incoming
RETURNING 'INSERT' AS merge_action
