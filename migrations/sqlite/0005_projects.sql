-- Projects that are put away, and names that are told apart. The same columns stand in
-- ../postgres under the same number.

-- Since when nobody enters it. Its roles stay and count again once it is back.
ALTER TABLE projects ADD COLUMN archived_at INTEGER;
-- The folded name (domain::search::fold): the order of lists, and unique among the projects in use. Until now a project
-- came only with its account, one each, so none share a name.
ALTER TABLE projects ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE projects SET name_key = lower(name);
DROP INDEX projects_by_account;
CREATE UNIQUE INDEX projects_in_use ON projects (account_id, name_key) WHERE archived_at IS NULL;
CREATE INDEX projects_archived ON projects (account_id, archived_at, id) WHERE archived_at IS NOT NULL;
