-- +goose Up
-- The ledger: append-only, double entry (R12).

CREATE TABLE transfer (
    id           INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    cause        TEXT NOT NULL,
    reference    TEXT NOT NULL CHECK (reference <> ''),
    at           INTEGER NOT NULL,
    available_at INTEGER NOT NULL, -- when earnings from it may be paid out (R11)
    UNIQUE (cause, reference)
) STRICT;

CREATE TABLE posting (
    transfer          INTEGER NOT NULL, -- of a transfer that exists: see posting_transfer
    position          INTEGER NOT NULL,
    source_kind       TEXT NOT NULL,
    source_owner      INTEGER NOT NULL,
    destination_kind  TEXT NOT NULL,
    destination_owner INTEGER NOT NULL,
    amount            INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (transfer, position),
    CHECK (source_kind <> destination_kind OR source_owner <> destination_owner)
) STRICT, WITHOUT ROWID;
-- A close writes a posting into the pot for every supporter; nobody looks those up by the pot.
CREATE INDEX posting_destination ON posting (destination_owner, destination_kind) WHERE destination_kind <> 'pot';

-- What the postings add up to, kept in the same transactions; verify recomputes it.
-- Only the world outside, provider/…, may be negative.
CREATE TABLE balance (
    owner  INTEGER NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('funds', 'pending', 'earnings', 'leaving', 'escrow', 'pot', 'fee')
        OR (kind > 'provider/' AND kind < 'provider0')),
    amount INTEGER NOT NULL CHECK (amount >= 0 OR kind > 'provider/' AND kind < 'provider0'),
    PRIMARY KEY (owner, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE deposit (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    person     INTEGER NOT NULL REFERENCES person (id),
    provider   TEXT NOT NULL,
    reference  TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 255),
    gross      INTEGER NOT NULL CHECK (gross > 0 AND gross % 10000 = 0),
    fee        INTEGER NOT NULL CHECK (fee >= 0),
    net        INTEGER NOT NULL CHECK (net > 0),
    state      TEXT NOT NULL CHECK (state IN ('pending', 'cleared', 'failed')),
    created_at INTEGER NOT NULL,
    decided_at INTEGER,
    UNIQUE (provider, reference),
    CHECK (gross = fee + net),
    CHECK ((state = 'pending') = (decided_at IS NULL))
) STRICT;
CREATE INDEX deposit_person ON deposit (person, created_at);

CREATE TABLE payout (
    id          INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    person      INTEGER NOT NULL REFERENCES person (id),
    month       INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    rail        TEXT NOT NULL,
    amount      INTEGER NOT NULL CHECK (amount > 0 AND amount % 10000 = 0),
    state       TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'paid', 'refused')),
    reference   TEXT NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL,
    approved_at INTEGER,
    ended_at    INTEGER,
    UNIQUE (person, month, rail),
    CHECK ((state IN ('paid', 'refused')) = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX payout_state ON payout (state, created_at);


-- +goose StatementBegin
CREATE TRIGGER transfer_fixed_update BEFORE UPDATE ON transfer BEGIN
    SELECT RAISE(ABORT, 'transfer is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER transfer_fixed_delete BEFORE DELETE ON transfer BEGIN
    SELECT RAISE(ABORT, 'transfer is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER posting_fixed_update BEFORE UPDATE ON posting BEGIN
    SELECT RAISE(ABORT, 'posting is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER posting_fixed_delete BEFORE DELETE ON posting BEGIN
    SELECT RAISE(ABORT, 'posting is append-only');
END;
-- +goose StatementEnd

-- Stands for a foreign key, as on PostgreSQL.
-- +goose StatementBegin
CREATE TRIGGER posting_transfer BEFORE INSERT ON posting WHEN NEW.transfer IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transfer WHERE id = NEW.transfer) BEGIN
    SELECT RAISE(ABORT, 'posting of a transfer that does not exist');
END;
-- +goose StatementEnd
