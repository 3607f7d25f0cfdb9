-- +goose Up
-- Who runs the instance, what people report, what is held until that is decided, and what was done.

ALTER TABLE person ADD COLUMN operator INTEGER NOT NULL DEFAULT 0 CHECK (operator IN (0, 1));

CREATE TABLE report (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    reporter   INTEGER REFERENCES person (id), -- NULL: somebody without an account
    thing      INTEGER REFERENCES thing (id),
    person     INTEGER REFERENCES person (id),
    kind       TEXT NOT NULL CHECK (kind IN ('not_theirs', 'spam', 'illegal', 'other')),
    text       TEXT NOT NULL CHECK (length(text) <= 2000),
    state      TEXT NOT NULL CHECK (state IN ('open', 'dismissed', 'upheld')),
    answer     TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
    created_at INTEGER NOT NULL,
    decided_at INTEGER,
    CONSTRAINT report_subject_check CHECK ((thing IS NULL) <> (person IS NULL)),
    CONSTRAINT report_decided_check CHECK ((state = 'open') = (decided_at IS NULL))
) STRICT;
CREATE INDEX report_state ON report (state, id);

-- Money for a recipient stays where it is while its row is here.
CREATE TABLE hold (
    recipient INTEGER NOT NULL PRIMARY KEY REFERENCES recipient (id),
    at        INTEGER NOT NULL
) STRICT;

-- A thing that the operator has taken out of sight; it takes no clicks.
CREATE TABLE barred (
    thing INTEGER NOT NULL PRIMARY KEY REFERENCES thing (id),
    at    INTEGER NOT NULL
) STRICT;

-- What operators did. operator is NULL for the command line.
CREATE TABLE audit (
    id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    at       INTEGER NOT NULL,
    operator INTEGER REFERENCES person (id),
    action   TEXT NOT NULL CHECK (action <> ''),
    subject  TEXT NOT NULL,
    detail   TEXT NOT NULL CHECK (length(detail) <= 2000)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER audit_fixed_update BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'audit does not change');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_fixed_delete BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'audit is kept');
END;
-- +goose StatementEnd
