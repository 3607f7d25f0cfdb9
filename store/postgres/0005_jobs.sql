-- +goose Up
-- Due work, leased to one process at a time (package jobs). A key that is done is never done again.

CREATE TABLE job (
    name         TEXT COLLATE "C" NOT NULL CHECK (name <> ''),
    key          TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    due_at       BIGINT NOT NULL,
    holder       TEXT COLLATE "C" NOT NULL CHECK (holder <> ''),
    leased_until BIGINT NOT NULL CHECK (leased_until >= 0), -- 0: nobody has it
    attempts     BIGINT NOT NULL CHECK (attempts >= 1),
    next_at      BIGINT NOT NULL,
    last_error   TEXT COLLATE "C" NOT NULL,
    done_at      BIGINT,
    PRIMARY KEY (name, key),
    CHECK (done_at IS NULL OR leased_until = 0)
);
