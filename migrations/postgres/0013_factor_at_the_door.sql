-- Invitations that require a second factor, and who is setting one up before they join. The same stand in ../sqlite under
-- the same number.

-- Whether nobody joins by it without a second factor, whatever the account requires of everybody.
ALTER TABLE invitations ADD COLUMN requires_two_factor BOOLEAN NOT NULL DEFAULT FALSE;

-- Somebody new who has given name and password and sets the app up: nothing of it is in force before a code was right. At most
-- one per invitation; whoever begins again takes the place.
CREATE TABLE doors (
    invitation_id BIGINT PRIMARY KEY REFERENCES invitations (id) ON DELETE CASCADE,
    -- SHA-256 of what the browser that began keeps in a cookie.
    key_hash BYTEA NOT NULL CHECK (octet_length(key_hash) = 32),
    -- Of the link it was begun by: with another link it counts no more.
    link_hash BYTEA NOT NULL CHECK (octet_length(link_hash) = 32),
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    -- What the app's codes are made from, sealed for the invited person.
    sealed_secret BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX doors_by_age ON doors (made_at);
