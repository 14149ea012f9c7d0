-- What the second JSON API shows and nothing else kept. The same columns stand in ../sqlite under the same number.

-- What an account's people like to be called; the account's own, as memberships.name.
ALTER TABLE memberships ADD COLUMN preferred_name TEXT NOT NULL DEFAULT '';
-- When name, preferred name or address were last changed; none for never since joining.
ALTER TABLE memberships ADD COLUMN changed_at TIMESTAMPTZ;
-- When the name was last changed; none for never.
ALTER TABLE accounts ADD COLUMN changed_at TIMESTAMPTZ;
ALTER TABLE api_tokens ADD COLUMN changed_at TIMESTAMPTZ;
-- Who deleted it, where that was asked for by the second API.
ALTER TABLE api_tokens ADD COLUMN revoked_by BIGINT REFERENCES users (id);
-- Since when the second API shows it no more.
ALTER TABLE api_tokens ADD COLUMN hidden_at TIMESTAMPTZ;
