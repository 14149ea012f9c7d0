-- Passkeys. The same tables stand in ../sqlite under the same number. Each is a row of factors too, of the kind 'passkey'
-- and confirmed from the beginning: whatever asks for a second factor asks for it without knowing of it.

CREATE TABLE passkeys (
    factor_id BIGINT PRIMARY KEY REFERENCES factors (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users (id),
    -- What the authenticator calls it; of nobody else.
    credential_id BYTEA NOT NULL CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
    -- Public key, signature counter and flags, as the library keeps them.
    credential TEXT NOT NULL,
    -- Whether it was said to be kept elsewhere too, when last used.
    backed_up BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential_id);
CREATE INDEX passkeys_by_user ON passkeys (user_id);

-- What authenticators know a person by: random, and nothing else.
CREATE TABLE passkey_handles (
    user_id BIGINT PRIMARY KEY REFERENCES users (id),
    handle BYTEA NOT NULL CHECK (octet_length(handle) = 16)
);
CREATE UNIQUE INDEX passkey_handles_by_handle ON passkey_handles (handle);

-- What authenticators were asked to sign. Deleted when it is answered, rightly or wrongly.
CREATE TABLE passkey_challenges (
    -- SHA-256 over what it is for, and the session or cookie it is bound to.
    key_hash BYTEA PRIMARY KEY CHECK (octet_length(key_hash) = 32),
    -- By whom it is to be answered; none at sign-in.
    user_id BIGINT REFERENCES users (id),
    -- As the library keeps it.
    state TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX passkey_challenges_by_age ON passkey_challenges (created_at);
