-- Accounts, people, invitations and the mail about them. The same tables stand in ../postgres under the same number.

-- One row once the first administrator exists: whoever writes it first has set up the installation.
CREATE TABLE installation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    set_up_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    name TEXT NOT NULL,
    -- Kept by whoever adds or removes a membership, so that no page ever counts them.
    members_total INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE projects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX projects_by_account ON projects (account_id, name, id);
CREATE UNIQUE INDEX projects_one_default ON projects (account_id) WHERE is_default;

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    -- As typed, for sending; two addresses are the same when their keys are.
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'de', 'ru', 'zh', 'az')),
    -- Argon2id in PHC form; none until the first password is set.
    password_hash TEXT,
    is_operator INTEGER NOT NULL CHECK (is_operator IN (0, 1)),
    activated_at INTEGER,
    blocked_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE memberships (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    user_id INTEGER NOT NULL REFERENCES users (id),
    role_id INTEGER NOT NULL CHECK (role_id IN (1, 2, 5, 3009, 3022)),
    client_administrator INTEGER NOT NULL CHECK (client_administrator IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'removed')),
    -- The folded name, or address: the order of the Users page.
    sort_key TEXT NOT NULL,
    -- The newest invitation.
    invitation_id INTEGER,
    accepted_at INTEGER,
    seen_at INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (account_id, user_id)
) STRICT;
CREATE INDEX memberships_in_order ON memberships (account_id, sort_key, id) WHERE state <> 'removed';
CREATE INDEX memberships_by_user ON memberships (user_id);

CREATE TABLE project_roles (
    membership_id INTEGER NOT NULL REFERENCES memberships (id),
    project_id INTEGER NOT NULL REFERENCES projects (id),
    role TEXT NOT NULL CHECK (role IN ('ProjectAdministrator', 'User', 'Observer', 'InternalNetworkOnlyUser')),
    PRIMARY KEY (membership_id, project_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_roles_by_project ON project_roles (project_id);

-- The words under which a member is found; see docs/adr/0006.
CREATE TABLE member_words (
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    word TEXT NOT NULL,
    membership_id INTEGER NOT NULL REFERENCES memberships (id),
    PRIMARY KEY (account_id, word, membership_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_words_by_member ON member_words (membership_id, word);

CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    membership_id INTEGER NOT NULL REFERENCES memberships (id),
    user_id INTEGER NOT NULL REFERENCES users (id),
    inviter_id INTEGER NOT NULL REFERENCES users (id),
    -- SHA-256 of the newest link's token; it and the older ones stand in invitation_links.
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    generation INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    mail_state TEXT NOT NULL CHECK (mail_state IN ('by_hand', 'queued', 'retrying', 'refused', 'sent')),
    mail_reason TEXT NOT NULL,
    mail_next_at INTEGER,
    issued_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    accepted_at INTEGER,
    revoked_at INTEGER
) STRICT;
-- History never blocks: only one open invitation per membership, any number of ended ones.
CREATE UNIQUE INDEX invitations_one_open ON invitations (membership_id) WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- Every link ever made for an invitation: whose they were, and which are older than the newest.
CREATE TABLE invitation_links (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    invitation_id INTEGER NOT NULL REFERENCES invitations (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    issuer_id INTEGER NOT NULL REFERENCES users (id),
    issued_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_links_by_issuer ON invitation_links (issuer_id, issued_at);
CREATE INDEX invitation_links_by_account ON invitation_links (account_id, issued_at);

-- Links that are not invitations: the set-up of an empty installation, a new password.
CREATE TABLE one_time_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL CHECK (purpose IN ('setup', 'password_reset')),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    user_id INTEGER REFERENCES users (id),
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX one_time_links_by_user ON one_time_links (user_id, purpose);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'password_reset', 'invitation_accepted', 'password_changed')),
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
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE state IN ('queued', 'retrying');
CREATE INDEX outbox_by_invitation ON outbox (invitation_id);

CREATE TABLE sessions (
    -- SHA-256 of the id in the cookie.
    id_hash BLOB PRIMARY KEY CHECK (length(id_hash) = 32),
    user_id INTEGER NOT NULL REFERENCES users (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    auth_level TEXT NOT NULL CHECK (auth_level IN ('password')),
    step_up_at INTEGER,
    ip TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);

-- Insert-only.
CREATE TABLE audit_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES accounts (id),
    actor_id INTEGER REFERENCES users (id),
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    request_id TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_events_by_account ON audit_events (account_id, id);
CREATE TRIGGER audit_events_stay BEFORE UPDATE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are insert-only');
END;
CREATE TRIGGER audit_events_remain BEFORE DELETE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are insert-only');
END;
