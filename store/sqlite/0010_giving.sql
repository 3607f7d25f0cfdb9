-- +goose Up
-- Who may know who gave; what has left; receipts.

-- A click is anonymous unless its supporter wants her name shown; anonymous is what she chose for the
-- clicks to come. Clicks from before there was a choice are anonymous too.
ALTER TABLE person ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 1 CHECK (anonymous IN (0, 1));
ALTER TABLE person ADD COLUMN deleted_at INTEGER;
ALTER TABLE click ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 1 CHECK (anonymous IN (0, 1));

-- What a receipt said when it was first asked for: titles and names change, a receipt does not.
CREATE TABLE receipt (
    person  INTEGER NOT NULL REFERENCES person (id),
    month   INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    number  TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 64),
    made_at INTEGER NOT NULL,
    content TEXT NOT NULL CHECK (content <> ''),
    PRIMARY KEY (person, month)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER receipt_fixed_update BEFORE UPDATE ON receipt BEGIN
    SELECT RAISE(ABORT, 'receipt does not change');
END;
-- +goose StatementEnd
