-- How often something was tried, for all nodes together. Whom it is about stands here as a keyed hash only.
CREATE TABLE limit_counts (
    key BYTEA PRIMARY KEY CHECK (octet_length(key) = 32),
    count BIGINT NOT NULL,
    -- When the first was counted; where there is a ladder, the last.
    since TIMESTAMPTZ NOT NULL,
    -- Of a window its end; of a bucket when it is full again; of a ladder when the next may be tried.
    until TIMESTAMPTZ NOT NULL,
    -- From when on the row says nothing any more.
    ends_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX limit_counts_by_end ON limit_counts (ends_at);
