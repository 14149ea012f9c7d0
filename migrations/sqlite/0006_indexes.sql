-- Indexes without which a statement would read a whole table. The same stand in ../postgres under the same number.

CREATE INDEX users_operators ON users (id) WHERE is_operator;

-- Everybody by last visit, and everybody in a project, without going through the facets. 768: domain::facet, the removed.
CREATE INDEX memberships_by_seen ON memberships (account_id, last_seen_at, id) WHERE state <> 'removed';
CREATE INDEX project_roles_in_order ON project_roles (project_id, sort_key, membership_id) WHERE facet < 768;
CREATE INDEX project_roles_by_seen ON project_roles (project_id, last_seen_at, membership_id) WHERE facet < 768;

-- Old sessions are forgotten by their age.
CREATE INDEX sessions_by_age ON sessions (created_at);

-- The beginnings of all words of the member as bits (domain::search): most of those who lack one of several words looked
-- for are passed over without a look at their row. -1 stands for unknown: they are looked at.
ALTER TABLE member_words ADD COLUMN bits INTEGER NOT NULL DEFAULT -1;
