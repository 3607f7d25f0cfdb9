-- +goose Up
-- How people sign in, what is written to them, and who may join.

-- A session is seen at most once an hour; confirmed_at is when its person last showed who she is.
ALTER TABLE credential ADD COLUMN seen_at INTEGER;
ALTER TABLE credential ADD COLUMN confirmed_at INTEGER;

-- folded is the form in which addresses are unique, password a PHC string or nothing, handle what
-- devices with passkeys know the person by.
CREATE TABLE account (
    person       INTEGER NOT NULL PRIMARY KEY REFERENCES person (id),
    email        TEXT CHECK (length(email) BETWEEN 3 AND 254),
    folded       TEXT UNIQUE,
    confirmed_at INTEGER,
    password     TEXT NOT NULL DEFAULT '',
    handle       TEXT UNIQUE,
    language     TEXT NOT NULL DEFAULT '',
    CHECK ((email IS NULL) = (folded IS NULL))
) STRICT;

-- What waits for a secret, whose SHA-256 is the key: an address to be confirmed, the second factor, the
-- second half of a passkey's ceremony. It is deleted as it is used.
CREATE TABLE pending (
    hash       TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    kind       TEXT NOT NULL CHECK (kind IN ('sign_up', 'email', 'second', 'passkey', 'waiting')),
    person     INTEGER REFERENCES person (id),
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_expires ON pending (expires_at);

-- used is the last step whose code was taken, so that no code works twice. on_at is NULL until the person
-- has shown that her app has the secret.
CREATE TABLE totp (
    person INTEGER NOT NULL PRIMARY KEY REFERENCES person (id),
    secret TEXT NOT NULL CHECK (secret <> ''),
    used   INTEGER NOT NULL CHECK (used >= 0),
    on_at  INTEGER
) STRICT;

CREATE TABLE recovery (
    person INTEGER NOT NULL REFERENCES person (id),
    hash   TEXT NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (person, hash)
) STRICT, WITHOUT ROWID;

-- Nothing here is secret: the private half of a passkey never leaves the device.
CREATE TABLE passkey (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 1400),
    person     INTEGER NOT NULL REFERENCES person (id),
    label      TEXT NOT NULL,
    data       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_person ON passkey (person);

-- Letters to be sent, queued with what caused them. data holds secrets and is emptied once the letter is
-- on its way or given up; due_at is NULL from then on.
CREATE TABLE letter (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    kind       TEXT NOT NULL CHECK (kind <> ''),
    email      TEXT NOT NULL CHECK (email <> ''),
    language   TEXT NOT NULL,
    data       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due_at     INTEGER,
    tries      INTEGER NOT NULL CHECK (tries >= 0),
    sent_at    INTEGER,
    failed_at  INTEGER,
    problem    TEXT NOT NULL,
    CHECK (due_at IS NULL OR sent_at IS NULL AND failed_at IS NULL)
) STRICT;
CREATE INDEX letter_due ON letter (due_at);

-- How often something was tried within a span of time. subject is a keyed hash: the table does not say
-- whose address or account it was.
CREATE TABLE attempt (
    subject TEXT NOT NULL CHECK (length(subject) = 64),
    since   INTEGER NOT NULL,
    n       INTEGER NOT NULL CHECK (n > 0),
    PRIMARY KEY (subject, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_since ON attempt (since);

-- Without a person the operator has given it. number keeps a person from giving more than she has.
CREATE TABLE invitation (
    code       TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 8 AND 64),
    person     INTEGER REFERENCES person (id),
    number     INTEGER CHECK (number > 0),
    created_at INTEGER NOT NULL,
    used_at    INTEGER,
    used_by    INTEGER UNIQUE REFERENCES person (id),
    UNIQUE (person, number),
    CHECK ((used_at IS NULL) = (used_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE waiting (
    folded       TEXT NOT NULL PRIMARY KEY,
    email        TEXT NOT NULL CHECK (email <> ''),
    language     TEXT NOT NULL,
    confirmed_at INTEGER NOT NULL,
    admitted_at  INTEGER
) STRICT, WITHOUT ROWID;
