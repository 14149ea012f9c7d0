-- What a person does with their own account. The same tables stand in ../postgres under the same number.

ALTER TABLE users ADD COLUMN phone TEXT NOT NULL DEFAULT '';

-- Addresses that people want instead of theirs, until they confirm them by the link mailed there.
CREATE TABLE address_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    -- As typed, and the key by which two addresses are the same.
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX address_changes_by_user ON address_changes (user_id, created_at);

-- The kinds of mail are a list of the program's; a new one needs no migration from here on. SQLite cannot drop a CHECK,
-- so the table is made anew without it.
CREATE TABLE outbox_without_kinds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    -- For kind 'invitation': the mail is sent only while this is the invitation's newest link.
    invitation_id INTEGER REFERENCES invitations (id),
    generation INTEGER,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    -- What the words need, as JSON; never a secret.
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    -- The link's token, sealed; blanked once delivered.
    sealed_token BLOB,
    message_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'retrying', 'refused', 'sent', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL,
    -- Who holds the row: a worker until then, told apart from a slower one by the fence.
    leased_until INTEGER,
    fence INTEGER NOT NULL DEFAULT 0,
    -- Past this the mail has lost its point and is not tried again.
    ends_at INTEGER NOT NULL,
    reply TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
INSERT INTO outbox_without_kinds
    (id, kind, invitation_id, generation, recipient, language, detail, sealed_token, message_id, state, attempts, next_at,
     leased_until, fence, ends_at, reply, created_at, finished_at)
SELECT
    id, kind, invitation_id, generation, recipient, language, detail, sealed_token, message_id, state, attempts, next_at,
    leased_until, fence, ends_at, reply, created_at, finished_at
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_without_kinds RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE state IN ('queued', 'retrying');
CREATE INDEX outbox_by_invitation ON outbox (invitation_id);
