-- The life of an invitation: how long its link lives, what is said with it, how it ended, and everything that happened to
-- its mail. The same tables stand in ../postgres under the same number.

-- In microseconds, so that a new link lives as long as the first one was meant to.
ALTER TABLE invitations ADD COLUMN lifetime INTEGER NOT NULL DEFAULT 86400000000;
-- What the inviter says to the person, as plain text.
ALTER TABLE invitations ADD COLUMN note TEXT NOT NULL DEFAULT '';
-- Since when the person waits for a new link; none once there is one.
ALTER TABLE invitations ADD COLUMN asked_at INTEGER;
-- Since when another administrator has to stand for it, because the inviter lost the right; none once one does.
ALTER TABLE invitations ADD COLUMN needs_approval_at INTEGER;
-- When the person said no. Then revoked_at says the same: an ended invitation is one that was accepted or revoked.
ALTER TABLE invitations ADD COLUMN declined_at INTEGER;
CREATE INDEX invitations_open_by_person ON invitations (user_id) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_open_in_account ON invitations (account_id, expires_at)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_by_membership ON invitations (membership_id, id);
CREATE INDEX invitation_links_by_invitation ON invitation_links (invitation_id, issued_at);

-- When the access ends by itself; none for never. Administrators have no such end.
ALTER TABLE memberships ADD COLUMN access_ends_at INTEGER;
-- When the person was told of it; none again once the end is another.
ALTER TABLE memberships ADD COLUMN end_told_at INTEGER;
CREATE INDEX memberships_to_end ON memberships (access_ends_at) WHERE access_ends_at IS NOT NULL AND state = 'active';
CREATE INDEX memberships_to_tell ON memberships (access_ends_at)
    WHERE access_ends_at IS NOT NULL AND end_told_at IS NULL AND state = 'active';

-- What becomes of somebody who asks for a new link: it is mailed at once, or an administrator has to say so.
ALTER TABLE accounts ADD COLUMN renewal TEXT NOT NULL DEFAULT 'ask' CHECK (renewal IN ('mail', 'ask'));
ALTER TABLE accounts ADD COLUMN reminders INTEGER NOT NULL DEFAULT 1 CHECK (reminders IN (0, 1));
-- In microseconds; none for the installation's own.
ALTER TABLE accounts ADD COLUMN invite_lifetime INTEGER;
-- Domains that addresses may have, separated by blanks; empty for any.
ALTER TABLE accounts ADD COLUMN allowed_domains TEXT NOT NULL DEFAULT '';

-- Whose mail it is: each account sees its own. None for mail about a person's own account.
ALTER TABLE outbox ADD COLUMN account_id INTEGER REFERENCES accounts (id);
UPDATE outbox SET account_id = (SELECT i.account_id FROM invitations i WHERE i.id = invitation_id)
    WHERE invitation_id IS NOT NULL;
CREATE INDEX outbox_by_account ON outbox (account_id, id);
CREATE INDEX outbox_by_account_state ON outbox (account_id, state, id);

-- What happened to mails and links, in order: one row for each answer of a mail server and each look at a link. Never
-- changed, and never asked what is true now: that stands in outbox and invitations.
CREATE TABLE mail_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- None for a look at a link that was not mailed.
    outbox_id INTEGER REFERENCES outbox (id),
    invitation_id INTEGER REFERENCES invitations (id),
    generation INTEGER,
    kind TEXT NOT NULL,
    -- The server's own reply, or by what a link was looked at.
    detail TEXT NOT NULL,
    next_at INTEGER,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX mail_events_by_mail ON mail_events (outbox_id, id);
CREATE INDEX mail_events_by_invitation ON mail_events (invitation_id, id);

-- One row while no mail is sent at all: until when, and what the server said.
CREATE TABLE mail_pause (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- Many invited at once: what was asked for all of them, and one row for each address.
CREATE TABLE batches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    user_id INTEGER NOT NULL REFERENCES users (id),
    state TEXT NOT NULL CHECK (state IN ('review', 'sending', 'done', 'cancelled')),
    -- Role, scope, language and what else holds for all of them, as JSON.
    wanted TEXT NOT NULL CHECK (json_valid(wanted)),
    -- Who works at it: until then, told apart from a slower one by the fence.
    leased_until INTEGER,
    fence INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER
) STRICT;
CREATE INDEX batches_by_account ON batches (account_id, id);
CREATE INDEX batches_to_send ON batches (id) WHERE state = 'sending';
CREATE TABLE batch_rows (
    batch_id INTEGER NOT NULL REFERENCES batches (id),
    position INTEGER NOT NULL,
    -- As typed.
    email TEXT NOT NULL,
    -- The same as users has; empty for what is no address.
    email_key TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Two letters; empty for that of the whole batch.
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'invited', 'skipped', 'failed')),
    -- Why it was skipped or failed: the name of a reason.
    reason TEXT NOT NULL,
    membership_id INTEGER REFERENCES memberships (id),
    PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_rows_waiting ON batch_rows (batch_id, position) WHERE state = 'waiting';

-- With which settings mail is sent, since when, and whether a mail sent with them has ever been seen to arrive. The
-- settings stand as a keyed hash: other settings, other hash, and nothing is proven any more.
CREATE TABLE mail_settings (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    since INTEGER NOT NULL,
    proven_at INTEGER,
    -- By what: the link of a test mail, or of an invitation.
    proven_by TEXT CHECK (proven_by IN ('test_mail', 'invitation'))
) STRICT;

-- What the last look at the installation found: one row for each thing looked at.
CREATE TABLE installation_checks (
    name TEXT PRIMARY KEY,
    place INTEGER NOT NULL,
    -- As JSON.
    finding TEXT NOT NULL CHECK (json_valid(finding)),
    -- With which settings for mail.
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    at INTEGER NOT NULL
) STRICT;

-- Mails by which an operator finds out whether mail arrives.
CREATE TABLE test_mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    outbox_id INTEGER NOT NULL REFERENCES outbox (id),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX test_mails_by_user ON test_mails (user_id, id);
