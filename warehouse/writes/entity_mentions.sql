-- incoming: ledger.entity_mentions
-- Only those that are new: what is stored has been looked up by then.
INSERT INTO ledger.entity_mentions BY NAME
FROM incoming
RETURNING 'INSERT' AS merge_action
