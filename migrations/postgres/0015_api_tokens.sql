-- Tokens of the JSON APIs: who is told that one ends, and indices for their lists. The same stand in ../sqlite under the
-- same number.

-- When people are told next that it ends; none when nobody is told any more (docs/adr/0024-api-tokens.md).
ALTER TABLE api_tokens ADD COLUMN tell_at TIMESTAMPTZ;
UPDATE api_tokens SET tell_at = expires_at - INTERVAL '7 days' WHERE expires_at IS NOT NULL AND deleted_at IS NULL;

CREATE INDEX api_tokens_to_tell ON api_tokens (tell_at, id) WHERE tell_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX api_tokens_to_expire ON api_tokens (expires_at, id) WHERE expires_at IS NOT NULL AND deleted_at IS NULL;
-- What works, of an account; beside api_tokens_by_issuer, for one person.
CREATE INDEX api_tokens_live ON api_tokens (account_id, id) WHERE deleted_at IS NULL;
-- Everything a person ever issued.
CREATE INDEX api_tokens_of_person ON api_tokens (user_id, account_id, id);
