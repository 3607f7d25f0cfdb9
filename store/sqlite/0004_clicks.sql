-- +goose Up
-- What grows: clicks and settlements. Every key begins with the supporter, by whom they are sharded.

-- The recipient is the thing's at the moment of the click, so that a later change of a thing's
-- authors cannot redirect what was meant for the earlier ones, and a click explains itself for ever.
CREATE TABLE click (
    supporter INTEGER NOT NULL, -- these three exist: see click_refers
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    thing     INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    id        INTEGER NOT NULL CHECK (id > 0),
    weight    INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 1000000),
    at        INTEGER NOT NULL,
    PRIMARY KEY (supporter, month, thing)
) STRICT, WITHOUT ROWID;
-- The close reads a month from this index alone.
CREATE INDEX click_month ON click (month, supporter, weight, recipient);
CREATE INDEX click_thing ON click (thing, month);

-- A row is a closed month (R7). What it divided follows from its settlements and postings (R14).
CREATE TABLE month (
    month     INTEGER NOT NULL PRIMARY KEY CHECK (month % 100 BETWEEN 1 AND 12),
    closed_at INTEGER NOT NULL,
    fee_rate  INTEGER NOT NULL CHECK (fee_rate BETWEEN 0 AND 999999)
) STRICT;

-- Everything a close started from, so that it can be repeated at any time (R14, R15).
CREATE TABLE settlement (
    supporter INTEGER NOT NULL, -- has clicks, and these name a person; verify looks
    month     INTEGER NOT NULL, -- is closed: see settlement_month_closed
    budget    INTEGER NOT NULL CHECK (budget >= 0),
    funds     INTEGER NOT NULL CHECK (funds >= 0),
    clicks    INTEGER NOT NULL CHECK (clicks > 0),
    weights   INTEGER NOT NULL CHECK (weights >= clicks),
    share     INTEGER NOT NULL CHECK (share >= 0),
    late      INTEGER NOT NULL CHECK (late IN (0, 1)),
    PRIMARY KEY (supporter, month),
    CHECK (share <= 100000000),
    CHECK (share * weights <= budget AND share * weights <= funds)
) STRICT, WITHOUT ROWID;
CREATE INDEX settlement_month ON settlement (month, supporter);

-- +goose StatementBegin
CREATE TRIGGER month_fixed_update BEFORE UPDATE ON month BEGIN
    SELECT RAISE(ABORT, 'month is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER month_fixed_delete BEFORE DELETE ON month BEGIN
    SELECT RAISE(ABORT, 'month is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER settlement_fixed_update BEFORE UPDATE ON settlement BEGIN
    SELECT RAISE(ABORT, 'settlement is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER settlement_fixed_delete BEFORE DELETE ON settlement BEGIN
    SELECT RAISE(ABORT, 'settlement is append-only');
END;
-- +goose StatementEnd

-- Stands for a foreign key, as on PostgreSQL.
-- +goose StatementBegin
CREATE TRIGGER settlement_month_closed BEFORE INSERT ON settlement WHEN NEW.month IS NOT NULL AND NOT EXISTS (SELECT 1 FROM month WHERE month = NEW.month) BEGIN
    SELECT RAISE(ABORT, 'settlement of an open month');
END;
-- +goose StatementEnd

-- A click of a closed month can neither come, go nor change; no click ever changes.

-- +goose StatementBegin
CREATE TRIGGER click_fixed_update BEFORE UPDATE ON click BEGIN
    SELECT RAISE(ABORT, 'click is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER click_open_insert BEFORE INSERT ON click WHEN EXISTS (SELECT 1 FROM month WHERE month = NEW.month) BEGIN
    SELECT RAISE(ABORT, 'click of a closed month');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER click_open_delete BEFORE DELETE ON click WHEN EXISTS (SELECT 1 FROM month WHERE month = OLD.month) BEGIN
    SELECT RAISE(ABORT, 'click of a closed month');
END;
-- +goose StatementEnd

-- Stands for three foreign keys, as on PostgreSQL; and what clicks name is kept.
-- +goose StatementBegin
CREATE TRIGGER click_refers BEFORE INSERT ON click WHEN NEW.supporter IS NOT NULL AND NEW.thing IS NOT NULL AND NEW.recipient IS NOT NULL
    AND NOT (EXISTS (SELECT 1 FROM person WHERE id = NEW.supporter) AND EXISTS (SELECT 1 FROM thing WHERE id = NEW.thing)
        AND EXISTS (SELECT 1 FROM recipient WHERE id = NEW.recipient)) BEGIN
    SELECT RAISE(ABORT, 'click of a person, on a thing or for a recipient that does not exist');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER person_kept BEFORE DELETE ON person BEGIN
    SELECT RAISE(ABORT, 'rows of person are kept');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER thing_kept BEFORE DELETE ON thing BEGIN
    SELECT RAISE(ABORT, 'rows of thing are kept');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER recipient_kept BEFORE DELETE ON recipient BEGIN
    SELECT RAISE(ABORT, 'rows of recipient are kept');
END;
-- +goose StatementEnd
