-- incoming: ledger.check_results
INSERT INTO ledger.check_results BY NAME SELECT * FROM incoming
RETURNING 'INSERT' AS merge_action
