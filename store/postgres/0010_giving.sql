-- +goose Up
-- Who may know who gave; what has left; receipts.

-- A click is anonymous unless its supporter wants her name shown; anonymous is what she chose for the
-- clicks to come. Clicks from before there was a choice are anonymous too.
ALTER TABLE person ADD COLUMN anonymous BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE person ADD COLUMN deleted_at BIGINT;
ALTER TABLE click ADD COLUMN anonymous BOOLEAN NOT NULL DEFAULT true;

-- What a receipt said when it was first asked for: titles and names change, a receipt does not.
CREATE TABLE receipt (
    person  BIGINT NOT NULL REFERENCES person (id),
    month   INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    number  TEXT COLLATE "C" NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 64),
    made_at BIGINT NOT NULL,
    content TEXT COLLATE "C" NOT NULL CHECK (content <> ''),
    PRIMARY KEY (person, month)
);

CREATE TRIGGER receipt_fixed BEFORE UPDATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
