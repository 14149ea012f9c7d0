-- Passkeys. The same tables stand in ../postgres under the same number. Each is a row of factors too, of the kind 'passkey'
-- and confirmed from the beginning: whatever asks for a second factor asks for it without knowing of it.

CREATE TABLE passkeys (
    factor_id INTEGER PRIMARY KEY REFERENCES factors (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    -- What the authenticator calls it; of nobody else.
    credential_id BLOB NOT NULL CHECK (length(credential_id) BETWEEN 1 AND 1023),
    -- Public key, signature counter and flags, as the library keeps them.
    credential TEXT NOT NULL CHECK (json_valid(credential)),
    -- Whether it was said to be kept elsewhere too, when last used.
    backed_up INTEGER NOT NULL CHECK (backed_up IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential_id);
CREATE INDEX passkeys_by_user ON passkeys (user_id);

-- What authenticators know a person by: random, and nothing else.
CREATE TABLE passkey_handles (
    user_id INTEGER PRIMARY KEY REFERENCES users (id),
    handle BLOB NOT NULL CHECK (length(handle) = 16)
) STRICT;
CREATE UNIQUE INDEX passkey_handles_by_handle ON passkey_handles (handle);

-- What authenticators were asked to sign. Deleted when it is answered, rightly or wrongly.
CREATE TABLE passkey_challenges (
    -- SHA-256 over what it is for, and the session or cookie it is bound to.
    key_hash BLOB PRIMARY KEY CHECK (length(key_hash) = 32),
    -- By whom it is to be answered; none at sign-in.
    user_id INTEGER REFERENCES users (id),
    -- As the library keeps it.
    state TEXT NOT NULL CHECK (json_valid(state)),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_challenges_by_age ON passkey_challenges (created_at);
