-- +goose Up
-- The ledger: append-only, double entry (R12).

CREATE TABLE transfer (
    id           BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
    cause        TEXT COLLATE "C" NOT NULL,
    reference    TEXT COLLATE "C" NOT NULL CHECK (reference <> ''),
    at           BIGINT NOT NULL,
    available_at BIGINT NOT NULL, -- when earnings from it may be paid out (R11)
    UNIQUE (cause, reference)
);

CREATE TABLE posting (
    transfer          BIGINT NOT NULL, -- of a transfer that exists: see posting_transfer
    position          INTEGER NOT NULL,
    source_kind       TEXT COLLATE "C" NOT NULL,
    source_owner      BIGINT NOT NULL,
    destination_kind  TEXT COLLATE "C" NOT NULL,
    destination_owner BIGINT NOT NULL,
    amount            BIGINT NOT NULL CHECK (amount > 0),
    PRIMARY KEY (transfer, position),
    CHECK (source_kind <> destination_kind OR source_owner <> destination_owner)
);
-- A close writes a posting into the pot for every supporter; nobody looks those up by the pot.
CREATE INDEX posting_destination ON posting (destination_owner, destination_kind) WHERE destination_kind <> 'pot';

-- What the postings add up to, kept in the same transactions; verify recomputes it.
-- Only the world outside, provider/…, may be negative.
CREATE TABLE balance (
    owner  BIGINT NOT NULL,
    kind   TEXT COLLATE "C" NOT NULL CHECK (kind IN ('funds', 'pending', 'earnings', 'leaving', 'escrow', 'pot', 'fee')
        OR (kind > 'provider/' AND kind < 'provider0')),
    amount BIGINT NOT NULL CHECK (amount >= 0 OR kind > 'provider/' AND kind < 'provider0'),
    PRIMARY KEY (owner, kind)
) WITH (fillfactor = 50);

CREATE TABLE deposit (
    id         BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
    person     BIGINT NOT NULL REFERENCES person (id),
    provider   TEXT COLLATE "C" NOT NULL,
    reference  TEXT COLLATE "C" NOT NULL CHECK (length(reference) BETWEEN 1 AND 255),
    gross      BIGINT NOT NULL CHECK (gross > 0 AND gross % 10000 = 0),
    fee        BIGINT NOT NULL CHECK (fee >= 0),
    net        BIGINT NOT NULL CHECK (net > 0),
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'cleared', 'failed')),
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    UNIQUE (provider, reference),
    CHECK (gross = fee + net),
    CHECK ((state = 'pending') = (decided_at IS NULL))
);
CREATE INDEX deposit_person ON deposit (person, created_at);

CREATE TABLE payout (
    id          BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
    person      BIGINT NOT NULL REFERENCES person (id),
    month       INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    rail        TEXT COLLATE "C" NOT NULL,
    amount      BIGINT NOT NULL CHECK (amount > 0 AND amount % 10000 = 0),
    state       TEXT COLLATE "C" NOT NULL CHECK (state IN ('asked', 'approved', 'paid', 'refused')),
    reference   TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at  BIGINT NOT NULL,
    approved_at BIGINT,
    ended_at    BIGINT,
    UNIQUE (person, month, rail),
    CHECK ((state IN ('paid', 'refused')) = (ended_at IS NOT NULL))
);
CREATE INDEX payout_state ON payout (state, created_at);

-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
-- +goose StatementEnd

CREATE TRIGGER transfer_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Stands for a foreign key, which PostgreSQL would check row by row: that took longer than all the
-- rest of a close. A statement's postings are of few transfers.
-- +goose StatementBegin
CREATE FUNCTION refuse_orphans() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT transfer FROM added) AS named
            WHERE NOT EXISTS (SELECT 1 FROM transfer WHERE transfer.id = named.transfer)) THEN
        RAISE EXCEPTION 'posting of a transfer that does not exist' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER posting_transfer AFTER INSERT ON posting REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans();
