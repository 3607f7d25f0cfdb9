-- +goose Up
-- People, what they sign in with, and where numbers come from.
-- Times are unix milliseconds UTC, amounts are millionths; see store/README.md for the rules.

CREATE TABLE id_block (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    next BIGINT NOT NULL CHECK (next BETWEEN 1 AND 9007199254740991)
);

CREATE TABLE setting (
    name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

CREATE TABLE person (
    id           BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
    name         TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    folded       TEXT COLLATE "C" NOT NULL UNIQUE,
    budget       BIGINT NOT NULL DEFAULT 0 CHECK (budget = 0 OR budget BETWEEN 2000000 AND 100000000),
    created_at   BIGINT NOT NULL,
    suspended_at BIGINT
);

-- hash is the SHA-256 of a secret that is never stored: an API token, a session cookie, a sign-in link.
CREATE TABLE credential (
    hash       TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind IN ('token', 'session', 'link')),
    person     BIGINT NOT NULL REFERENCES person (id),
    label      TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    expires_at BIGINT CHECK (expires_at > created_at),
    used_at    BIGINT
);
CREATE INDEX credential_person ON credential (person, kind);

-- The stored answer of a request that moves money, for Idempotency-Key.
CREATE TABLE idempotency (
    person      BIGINT NOT NULL REFERENCES person (id),
    key         TEXT COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint TEXT COLLATE "C" NOT NULL,
    answer      TEXT COLLATE "C" NOT NULL,
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (person, key)
);
CREATE INDEX idempotency_created ON idempotency (created_at);
