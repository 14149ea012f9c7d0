-- How often something was tried, for all nodes together. Whom it is about stands here as a keyed hash only.
CREATE TABLE limit_counts (
    key BLOB PRIMARY KEY CHECK (length(key) = 32),
    count INTEGER NOT NULL,
    -- When the first was counted; where there is a ladder, the last.
    since INTEGER NOT NULL,
    -- Of a window its end; of a bucket when it is full again; of a ladder when the next may be tried.
    until INTEGER NOT NULL,
    -- From when on the row says nothing any more.
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX limit_counts_by_end ON limit_counts (ends_at);
