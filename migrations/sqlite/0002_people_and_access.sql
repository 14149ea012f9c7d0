-- How each account knows its people, where they stand in its lists, and how many stand where; tokens. The same tables
-- stand in ../postgres under the same number.

-- What an account was told about a person is that account's own; the person's own record stays in users.
ALTER TABLE memberships ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'de', 'ru', 'zh', 'az'));
ALTER TABLE memberships ADD COLUMN suspended_at INTEGER;
ALTER TABLE memberships ADD COLUMN removed_at INTEGER;
-- Whether the person has a second factor; kept with the person's factors.
ALTER TABLE memberships ADD COLUMN two_factor INTEGER NOT NULL DEFAULT 0 CHECK (two_factor IN (0, 1));
-- Standing, role, language and second factor as one number (domain::facet): every filter is a set of these.
ALTER TABLE memberships ADD COLUMN facet INTEGER NOT NULL DEFAULT 0;
-- Zero for never, so that "never" has a place in the order.
ALTER TABLE memberships ADD COLUMN last_seen_at INTEGER NOT NULL DEFAULT 0;
-- The words of member_words, sorted, each between blanks.
ALTER TABLE memberships ADD COLUMN words TEXT NOT NULL DEFAULT ' ';

UPDATE memberships SET
    name = (SELECT u.name FROM users u WHERE u.id = user_id),
    language = (SELECT u.language FROM users u WHERE u.id = user_id),
    last_seen_at = coalesce(seen_at, 0),
    removed_at = CASE WHEN state = 'removed' THEN created_at END,
    words = coalesce(
        (SELECT ' ' || group_concat(word, ' ') || ' '
         FROM (SELECT word FROM member_words WHERE membership_id = memberships.id ORDER BY word)), ' ');
-- Nobody is suspended yet, and nobody has a second factor. Expired invitations are found by the worker.
UPDATE memberships SET facet = 2 * (
    8 * (
        8 * CASE
            WHEN state = 'active' THEN 1
            WHEN state = 'removed' THEN 6
            WHEN (SELECT i.mail_state FROM invitations i WHERE i.id = invitation_id) = 'refused' THEN 3
            ELSE 2
        END
        + CASE role_id WHEN 1 THEN 0 WHEN 5 THEN 1 WHEN 3009 THEN 2 WHEN 3022 THEN 3 ELSE 4 END)
    + CASE language WHEN 'en' THEN 0 WHEN 'de' THEN 1 WHEN 'ru' THEN 2 WHEN 'zh' THEN 3 ELSE 4 END);
ALTER TABLE memberships DROP COLUMN seen_at;
CREATE INDEX memberships_by_facet ON memberships (account_id, facet, sort_key, id);
CREATE INDEX memberships_by_facet_seen ON memberships (account_id, facet, last_seen_at, id);

-- A word of a member is found from the member's own row.
DROP INDEX member_words_by_member;

ALTER TABLE project_roles ADD COLUMN facet INTEGER NOT NULL DEFAULT 0;
ALTER TABLE project_roles ADD COLUMN sort_key TEXT NOT NULL DEFAULT '';
ALTER TABLE project_roles ADD COLUMN last_seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE project_roles SET
    facet = (SELECT m.facet FROM memberships m WHERE m.id = membership_id),
    sort_key = (SELECT m.sort_key FROM memberships m WHERE m.id = membership_id),
    last_seen_at = (SELECT m.last_seen_at FROM memberships m WHERE m.id = membership_id);
DROP INDEX project_roles_by_project;
CREATE INDEX project_roles_by_facet ON project_roles (project_id, facet, sort_key, membership_id);
CREATE INDEX project_roles_administrators ON project_roles (project_id, membership_id)
    WHERE role = 'ProjectAdministrator';
CREATE INDEX project_roles_by_facet_seen ON project_roles (project_id, facet, last_seen_at, membership_id);

-- How many people stand where: project 0 is the account as a whole. No page ever counts people.
CREATE TABLE member_counts (
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    project_id INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    members INTEGER NOT NULL,
    PRIMARY KEY (account_id, project_id, facet)
) STRICT, WITHOUT ROWID;
INSERT INTO member_counts (account_id, project_id, facet, members)
    SELECT account_id, 0, facet, count(*) FROM memberships GROUP BY account_id, facet;
INSERT INTO member_counts (account_id, project_id, facet, members)
    SELECT m.account_id, r.project_id, r.facet, count(*) FROM project_roles r JOIN memberships m ON m.id = r.membership_id
    GROUP BY m.account_id, r.project_id, r.facet;
ALTER TABLE accounts DROP COLUMN members_total;
ALTER TABLE projects ADD COLUMN members_total INTEGER NOT NULL DEFAULT 0;
UPDATE projects SET members_total = (
    SELECT count(*) FROM project_roles r JOIN memberships m ON m.id = r.membership_id
    WHERE r.project_id = projects.id AND m.state <> 'removed');

-- When the worker found that the newest link had ended unused; counted as expired since.
ALTER TABLE invitations ADD COLUMN lapsed_at INTEGER;
CREATE INDEX invitations_to_lapse ON invitations (expires_at)
    WHERE accepted_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL;
CREATE INDEX invitations_open_by_inviter ON invitations (account_id, inviter_id)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- A link handed over by copying proves nothing about the address.
ALTER TABLE invitation_links ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));
-- When a link mailed to the address was used.
ALTER TABLE users ADD COLUMN email_verified_at INTEGER;

CREATE TABLE api_tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    -- Who issued it: the token never does more than this person may.
    user_id INTEGER NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    role_id INTEGER NOT NULL CHECK (role_id IN (1, 2, 5, 3009, 3022)),
    -- SHA-256 of the part behind the id.
    secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
    expires_at INTEGER,
    deleted_at INTEGER,
    last_used_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX api_tokens_by_issuer ON api_tokens (account_id, user_id, id) WHERE deleted_at IS NULL;
CREATE INDEX api_tokens_by_account ON api_tokens (account_id, id);
