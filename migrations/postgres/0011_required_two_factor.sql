-- Accounts that require a second factor. The same columns stand in ../sqlite under the same number.

-- From which moment on nobody without one does anything in the account; none for never.
ALTER TABLE accounts ADD COLUMN two_factor_from TIMESTAMPTZ;
-- When those without one were last reminded, and who asked for it.
ALTER TABLE accounts ADD COLUMN two_factor_reminded_at TIMESTAMPTZ;
ALTER TABLE accounts ADD COLUMN two_factor_reminded_by BIGINT REFERENCES users (id);
-- Whom a reminder goes to.
CREATE INDEX memberships_without_two_factor ON memberships (account_id, id)
    WHERE state = 'active' AND suspended_at IS NULL AND NOT two_factor;
