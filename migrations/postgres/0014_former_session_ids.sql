-- What a session was known by before proofs gave it other ids. The same stand in ../sqlite under the same number.

-- SHA-256 of the id before, and when it was replaced: whoever signs out with it while the answer that brings the new one is
-- still under way means this session. It opens nothing.
ALTER TABLE sessions ADD COLUMN former_hash BYTEA CHECK (octet_length(former_hash) = 32);
ALTER TABLE sessions ADD COLUMN renewed_at TIMESTAMPTZ;
CREATE INDEX sessions_by_former_id ON sessions (former_hash) WHERE former_hash IS NOT NULL;

-- SHA-256 of its very first id, once it has another: so that lists call it by one name as long as it lives.
ALTER TABLE sessions ADD COLUMN first_hash BYTEA CHECK (octet_length(first_hash) = 32);
