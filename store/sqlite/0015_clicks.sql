-- +goose Up
-- One key instead of two: a month's clicks stand together, so that a close reads nothing else, and what
-- clicks change is the running month's part of the table alone, however many years lie before it. Shards
-- by supporter still find her in every key.
CREATE TABLE click_by_month (
    supporter INTEGER NOT NULL, -- these three exist: see click_enters
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    thing     INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    id        INTEGER NOT NULL CHECK (id > 0),
    weight    INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 1000000),
    at        INTEGER NOT NULL,
    anonymous INTEGER NOT NULL DEFAULT 1 CHECK (anonymous IN (0, 1)),
    PRIMARY KEY (month, supporter, thing)
) STRICT, WITHOUT ROWID;
INSERT INTO click_by_month SELECT supporter, month, thing, recipient, id, weight, at, anonymous FROM click ORDER BY month, supporter, thing;
DROP TABLE click; -- and its triggers
ALTER TABLE click_by_month RENAME TO click;
CREATE INDEX click_thing ON click (thing, month);

-- As before: a click of a closed month can neither come, go nor change; no click ever changes.
-- +goose StatementBegin
CREATE TRIGGER click_fixed_update BEFORE UPDATE ON click BEGIN
    SELECT RAISE(ABORT, 'click is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER click_open_delete BEFORE DELETE ON click WHEN EXISTS (SELECT 1 FROM month WHERE month = OLD.month) BEGIN
    SELECT RAISE(ABORT, 'click of a closed month');
END;
-- +goose StatementEnd

-- What stands for three foreign keys, and the closed month: one trigger instead of two, since each costs a
-- call for every click.
-- +goose StatementBegin
CREATE TRIGGER click_enters BEFORE INSERT ON click
WHEN NEW.supporter IS NOT NULL AND NEW.thing IS NOT NULL AND NEW.recipient IS NOT NULL
    AND (EXISTS (SELECT 1 FROM month WHERE month = NEW.month) OR NOT (EXISTS (SELECT 1 FROM person WHERE id = NEW.supporter)
        AND EXISTS (SELECT 1 FROM thing WHERE id = NEW.thing) AND EXISTS (SELECT 1 FROM recipient WHERE id = NEW.recipient))) BEGIN
    SELECT RAISE(ABORT, 'click of a closed month') WHERE EXISTS (SELECT 1 FROM month WHERE month = NEW.month);
    SELECT RAISE(ABORT, 'click of a person, on a thing or for a recipient that does not exist');
END;
-- +goose StatementEnd
