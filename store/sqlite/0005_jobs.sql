-- +goose Up
-- Due work, leased to one process at a time (package jobs). A key that is done is never done again.

CREATE TABLE job (
    name         TEXT    NOT NULL CHECK (name <> ''),
    key          TEXT    NOT NULL CHECK (key <> ''),
    due_at       INTEGER NOT NULL,
    holder       TEXT    NOT NULL CHECK (holder <> ''),
    leased_until INTEGER NOT NULL CHECK (leased_until >= 0), -- 0: nobody has it
    attempts     INTEGER NOT NULL CHECK (attempts >= 1),
    next_at      INTEGER NOT NULL,
    last_error   TEXT    NOT NULL,
    done_at      INTEGER,
    PRIMARY KEY (name, key),
    CHECK (done_at IS NULL OR leased_until = 0)
) STRICT, WITHOUT ROWID;
