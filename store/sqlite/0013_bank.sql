-- +goose Up
-- Where a creator's payouts go. A payout keeps what it was asked for with, whatever she changes later;
-- '' is a payout of whose account only the operator knows.
CREATE TABLE bank_account (
    person     INTEGER NOT NULL PRIMARY KEY REFERENCES person (id),
    holder     TEXT NOT NULL CHECK (length(holder) BETWEEN 1 AND 70),
    iban       TEXT NOT NULL CHECK (length(iban) BETWEEN 15 AND 34),
    changed_at INTEGER NOT NULL
) STRICT;

ALTER TABLE payout ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE payout ADD COLUMN iban TEXT NOT NULL DEFAULT '';
ALTER TABLE payout ADD COLUMN account_since INTEGER;
