-- The audit log becomes a chain of hashes per account. The same columns stand in ../postgres under the same number.

-- Rows from before have no hash and stand outside of the chain; no row written from now on may.
ALTER TABLE audit_events ADD COLUMN seq INTEGER CHECK (seq >= 1);
ALTER TABLE audit_events ADD COLUMN prev_hash BLOB CHECK (length(prev_hash) = 32);
ALTER TABLE audit_events ADD COLUMN hash BLOB CHECK (length(hash) = 32);
ALTER TABLE audit_events ADD COLUMN ip TEXT NOT NULL DEFAULT '';
CREATE TRIGGER audit_events_are_chained BEFORE INSERT ON audit_events
WHEN NEW.seq IS NULL OR NEW.prev_hash IS NULL OR NEW.hash IS NULL
BEGIN
    SELECT RAISE(ABORT, 'audit events are chained');
END;

-- The chain is the account's number, 0 for entries without an account.
CREATE UNIQUE INDEX audit_events_in_chain ON audit_events (coalesce(account_id, 0), seq);
CREATE INDEX audit_events_by_action ON audit_events (account_id, action, id);
CREATE INDEX audit_events_by_actor ON audit_events (account_id, actor_id, id);
CREATE INDEX audit_events_by_subject ON audit_events (account_id, subject, id);
CREATE INDEX audit_events_by_time ON audit_events (account_id, at, id);

-- The last entry of each chain: whoever adds one holds this row until the transaction ends.
CREATE TABLE audit_heads (
    chain INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL CHECK (seq >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO audit_heads (chain, seq, hash) SELECT id, 0, zeroblob(32) FROM accounts;
INSERT INTO audit_heads (chain, seq, hash) VALUES (0, 0, zeroblob(32));
