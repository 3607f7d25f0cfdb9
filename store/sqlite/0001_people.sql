-- +goose Up
-- People, what they sign in with, and where numbers come from.
-- Times are unix milliseconds UTC, amounts are millionths; see store/README.md for the rules.

CREATE TABLE id_block (
    name TEXT NOT NULL PRIMARY KEY,
    next INTEGER NOT NULL CHECK (next BETWEEN 1 AND 9007199254740991)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id           INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    folded       TEXT NOT NULL UNIQUE,
    budget       INTEGER NOT NULL DEFAULT 0 CHECK (budget = 0 OR budget BETWEEN 2000000 AND 100000000),
    created_at   INTEGER NOT NULL,
    suspended_at INTEGER
) STRICT;

-- hash is the SHA-256 of a secret that is never stored: an API token, a session cookie, a sign-in link.
CREATE TABLE credential (
    hash       TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    kind       TEXT NOT NULL CHECK (kind IN ('token', 'session', 'link')),
    person     INTEGER NOT NULL REFERENCES person (id),
    label      TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    expires_at INTEGER CHECK (expires_at > created_at),
    used_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_person ON credential (person, kind);

-- The stored answer of a request that moves money, for Idempotency-Key.
CREATE TABLE idempotency (
    person      INTEGER NOT NULL REFERENCES person (id),
    key         TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint TEXT NOT NULL,
    answer      TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_created ON idempotency (created_at);
