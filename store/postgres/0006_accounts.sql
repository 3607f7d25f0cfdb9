-- +goose Up
-- How people sign in, what is written to them, and who may join.

-- A session is seen at most once an hour; confirmed_at is when its person last showed who she is.
ALTER TABLE credential ADD COLUMN seen_at BIGINT;
ALTER TABLE credential ADD COLUMN confirmed_at BIGINT;

-- folded is the form in which addresses are unique, password a PHC string or nothing, handle what
-- devices with passkeys know the person by.
CREATE TABLE account (
    person       BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    email        TEXT COLLATE "C" CHECK (length(email) BETWEEN 3 AND 254),
    folded       TEXT COLLATE "C" UNIQUE,
    confirmed_at BIGINT,
    password     TEXT COLLATE "C" NOT NULL DEFAULT '',
    handle       TEXT COLLATE "C" UNIQUE,
    language     TEXT COLLATE "C" NOT NULL DEFAULT '',
    CHECK ((email IS NULL) = (folded IS NULL))
);

-- What waits for a secret, whose SHA-256 is the key: an address to be confirmed, the second factor, the
-- second half of a passkey's ceremony. It is deleted as it is used.
CREATE TABLE pending (
    hash       TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind IN ('sign_up', 'email', 'second', 'passkey', 'waiting')),
    person     BIGINT REFERENCES person (id),
    data       TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pending_expires ON pending (expires_at);

-- used is the last step whose code was taken, so that no code works twice. on_at is NULL until the person
-- has shown that her app has the secret.
CREATE TABLE totp (
    person BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    secret TEXT COLLATE "C" NOT NULL CHECK (secret <> ''),
    used   BIGINT NOT NULL CHECK (used >= 0),
    on_at  BIGINT
);

CREATE TABLE recovery (
    person BIGINT NOT NULL REFERENCES person (id),
    hash   TEXT COLLATE "C" NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (person, hash)
);

-- Nothing here is secret: the private half of a passkey never leaves the device.
CREATE TABLE passkey (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 1400),
    person     BIGINT NOT NULL REFERENCES person (id),
    label      TEXT COLLATE "C" NOT NULL,
    data       TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX passkey_person ON passkey (person);

-- Letters to be sent, queued with what caused them. data holds secrets and is emptied once the letter is
-- on its way or given up; due_at is NULL from then on.
CREATE TABLE letter (
    id         BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind <> ''),
    email      TEXT COLLATE "C" NOT NULL CHECK (email <> ''),
    language   TEXT COLLATE "C" NOT NULL,
    data       TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    due_at     BIGINT,
    tries      BIGINT NOT NULL CHECK (tries >= 0),
    sent_at    BIGINT,
    failed_at  BIGINT,
    problem    TEXT COLLATE "C" NOT NULL,
    CHECK (due_at IS NULL OR sent_at IS NULL AND failed_at IS NULL)
);
CREATE INDEX letter_due ON letter (due_at);

-- How often something was tried within a span of time. subject is a keyed hash: the table does not say
-- whose address or account it was.
CREATE TABLE attempt (
    subject TEXT COLLATE "C" NOT NULL CHECK (length(subject) = 64),
    since   BIGINT NOT NULL,
    n       BIGINT NOT NULL CHECK (n > 0),
    PRIMARY KEY (subject, since)
);
CREATE INDEX attempt_since ON attempt (since);

-- Without a person the operator has given it. number keeps a person from giving more than she has.
CREATE TABLE invitation (
    code       TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 8 AND 64),
    person     BIGINT REFERENCES person (id),
    number     BIGINT CHECK (number > 0),
    created_at BIGINT NOT NULL,
    used_at    BIGINT,
    used_by    BIGINT UNIQUE REFERENCES person (id),
    UNIQUE (person, number),
    CHECK ((used_at IS NULL) = (used_by IS NULL))
);

CREATE TABLE waiting (
    folded       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    email        TEXT COLLATE "C" NOT NULL CHECK (email <> ''),
    language     TEXT COLLATE "C" NOT NULL,
    confirmed_at BIGINT NOT NULL,
    admitted_at  BIGINT
);
