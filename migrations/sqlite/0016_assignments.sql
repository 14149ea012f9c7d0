-- Rights in projects and over the whole client have numbers of their own (docs/adr/0025-json-apis.md), and who gave them and
-- when. What they give stands where it always did: in project_roles, and in memberships.client_administrator. The same stand
-- in ../postgres under the same number.
CREATE TABLE assignments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    membership_id INTEGER NOT NULL REFERENCES memberships (id),
    -- None for the right over the whole client.
    project_id INTEGER,
    -- None for what was given before this table, or by nobody.
    assigned_by INTEGER REFERENCES users (id),
    created_at INTEGER NOT NULL,
    -- When the role in the project was last changed.
    updated_at INTEGER,
    UNIQUE (membership_id, project_id),
    FOREIGN KEY (membership_id, project_id) REFERENCES project_roles (membership_id, project_id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX assignments_of_client ON assignments (membership_id) WHERE project_id IS NULL;
CREATE INDEX assignments_in_order ON assignments (account_id, id);
CREATE INDEX assignments_by_project ON assignments (project_id, id) WHERE project_id IS NOT NULL;

INSERT INTO assignments (account_id, membership_id, created_at)
    SELECT account_id, id, created_at FROM memberships WHERE client_administrator ORDER BY id;
INSERT INTO assignments (account_id, membership_id, project_id, created_at)
    SELECT m.account_id, m.id, r.project_id, m.created_at FROM project_roles r JOIN memberships m ON m.id = r.membership_id
    ORDER BY m.id, r.project_id;
