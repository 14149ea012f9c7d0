-- The second factor. The same tables stand in ../postgres under the same number.

-- SQLite cannot change a CHECK, so the table of sessions is made anew, with its rows.
CREATE TABLE sessions_with_levels (
    -- SHA-256 of the id in the cookie.
    id_hash BLOB PRIMARY KEY CHECK (length(id_hash) = 32),
    user_id INTEGER NOT NULL REFERENCES users (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    -- 'half': the password is proven and the second factor still owed. Such a session opens nothing but the page that asks.
    auth_level TEXT NOT NULL CHECK (auth_level IN ('password', 'half', 'two_factor')),
    step_up_at INTEGER,
    ip TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO sessions_with_levels
    (id_hash, user_id, account_id, auth_level, step_up_at, ip, user_agent, data, created_at, seen_at, revoked_at)
SELECT id_hash, user_id, account_id, auth_level, step_up_at, ip, user_agent, data, created_at, seen_at, revoked_at
FROM sessions;
DROP TABLE sessions;
ALTER TABLE sessions_with_levels RENAME TO sessions;
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);
CREATE INDEX sessions_by_age ON sessions (created_at);

-- What somebody has besides a password.
CREATE TABLE factors (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    -- A list of the program's: 'app' for an authenticator app.
    kind TEXT NOT NULL,
    -- What the person calls it; empty while there is one of a kind.
    name TEXT NOT NULL,
    -- Of an app: what its codes are made from, sealed for this very person.
    sealed_secret BLOB,
    -- Of an app: the last 30 seconds of which a code was taken, counted from 1970. None of them or before is taken again.
    last_step INTEGER NOT NULL,
    -- Wrong codes in a row, of whichever kind.
    failures INTEGER NOT NULL,
    -- While it is being set up: in which session, as the hash of its id. No other session sees or confirms it.
    begun_in BLOB CHECK (length(begun_in) = 32),
    -- None while it is being set up: then it guards nothing.
    confirmed_at INTEGER,
    last_used_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX factors_by_user ON factors (user_id, kind);
-- One app that guards, and one that is being set up.
CREATE UNIQUE INDEX factors_one_app ON factors (user_id) WHERE kind = 'app' AND confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX factors_one_app_begun ON factors (user_id) WHERE kind = 'app' AND confirmed_at IS NULL;

-- Codes for whoever has lost the factor; each opens once.
CREATE TABLE recovery_codes (
    user_id INTEGER NOT NULL REFERENCES users (id),
    -- SHA-256 of its 80 bits.
    code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
    used_at INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, code_hash)
) STRICT, WITHOUT ROWID;

-- Wrong codes of the last minutes, of whichever kind and at whichever node.
CREATE TABLE factor_tries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX factor_tries_by_user ON factor_tries (user_id, at);
