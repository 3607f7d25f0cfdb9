-- +goose Up
-- Where a creator's payouts go. A payout keeps what it was asked for with, whatever she changes later;
-- '' is a payout of whose account only the operator knows.
CREATE TABLE bank_account (
    person     BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    holder     TEXT COLLATE "C" NOT NULL CHECK (length(holder) BETWEEN 1 AND 70),
    iban       TEXT COLLATE "C" NOT NULL CHECK (length(iban) BETWEEN 15 AND 34),
    changed_at BIGINT NOT NULL
);

ALTER TABLE payout ADD COLUMN holder TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE payout ADD COLUMN iban TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE payout ADD COLUMN account_since BIGINT;
