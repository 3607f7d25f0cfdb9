-- +goose Up
-- Who runs the instance, what people report, what is held until that is decided, and what was done.

ALTER TABLE person ADD COLUMN operator BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE report (
    id         BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
    reporter   BIGINT REFERENCES person (id), -- NULL: somebody without an account
    thing      BIGINT REFERENCES thing (id),
    person     BIGINT REFERENCES person (id),
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind IN ('not_theirs', 'spam', 'illegal', 'other')),
    text       TEXT COLLATE "C" NOT NULL CHECK (length(text) <= 2000),
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'dismissed', 'upheld')),
    answer     TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    CONSTRAINT report_subject_check CHECK ((thing IS NULL) <> (person IS NULL)),
    CONSTRAINT report_decided_check CHECK ((state = 'open') = (decided_at IS NULL))
);
CREATE INDEX report_state ON report (state, id);

-- Money for a recipient stays where it is while its row is here.
CREATE TABLE hold (
    recipient BIGINT NOT NULL PRIMARY KEY REFERENCES recipient (id),
    at        BIGINT NOT NULL
);

-- A thing that the operator has taken out of sight; it takes no clicks.
CREATE TABLE barred (
    thing BIGINT NOT NULL PRIMARY KEY REFERENCES thing (id),
    at    BIGINT NOT NULL
);

-- What operators did. operator is NULL for the command line.
CREATE TABLE audit (
    id       BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
    at       BIGINT NOT NULL,
    operator BIGINT REFERENCES person (id),
    action   TEXT COLLATE "C" NOT NULL CHECK (action <> ''),
    subject  TEXT COLLATE "C" NOT NULL,
    detail   TEXT COLLATE "C" NOT NULL CHECK (length(detail) <= 2000)
);
CREATE TRIGGER audit_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
