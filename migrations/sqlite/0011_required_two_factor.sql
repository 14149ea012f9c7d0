-- Accounts that require a second factor. The same columns stand in ../postgres under the same number.

-- From which moment on nobody without one does anything in the account; none for never.
ALTER TABLE accounts ADD COLUMN two_factor_from INTEGER;
-- When those without one were last reminded, and who asked for it.
ALTER TABLE accounts ADD COLUMN two_factor_reminded_at INTEGER;
ALTER TABLE accounts ADD COLUMN two_factor_reminded_by INTEGER REFERENCES users (id);
-- Whom a reminder goes to.
CREATE INDEX memberships_without_two_factor ON memberships (account_id, id)
    WHERE state = 'active' AND suspended_at IS NULL AND NOT two_factor;
