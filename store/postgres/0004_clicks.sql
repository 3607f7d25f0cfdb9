-- +goose Up
-- What grows: clicks and settlements. Every key begins with the supporter, by whom they are sharded.

-- The recipient is the thing's at the moment of the click, so that a later change of a thing's
-- authors cannot redirect what was meant for the earlier ones, and a click explains itself for ever.
CREATE TABLE click (
    supporter BIGINT NOT NULL, -- these three exist: see click_refers
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    thing     BIGINT NOT NULL,
    recipient BIGINT NOT NULL,
    id        BIGINT NOT NULL CHECK (id > 0),
    weight    INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 1000000),
    at        BIGINT NOT NULL,
    PRIMARY KEY (supporter, month, thing)
);
-- The close reads a month from this index alone.
CREATE INDEX click_month ON click (month, supporter, weight, recipient);
CREATE INDEX click_thing ON click (thing, month);

-- A row is a closed month (R7). What it divided follows from its settlements and postings (R14).
CREATE TABLE month (
    month     INTEGER NOT NULL PRIMARY KEY CHECK (month % 100 BETWEEN 1 AND 12),
    closed_at BIGINT NOT NULL,
    fee_rate  BIGINT NOT NULL CHECK (fee_rate BETWEEN 0 AND 999999)
);

-- Everything a close started from, so that it can be repeated at any time (R14, R15).
CREATE TABLE settlement (
    supporter BIGINT NOT NULL, -- has clicks, and these name a person; verify looks
    month     INTEGER NOT NULL, -- is closed: see settlement_month_closed
    budget    BIGINT NOT NULL CHECK (budget >= 0),
    funds     BIGINT NOT NULL CHECK (funds >= 0),
    clicks    BIGINT NOT NULL CHECK (clicks > 0),
    weights   BIGINT NOT NULL CHECK (weights >= clicks),
    share     BIGINT NOT NULL CHECK (share >= 0),
    late      BOOLEAN NOT NULL,
    PRIMARY KEY (supporter, month),
    CHECK (share <= 100000000),
    CHECK (share * weights <= budget AND share * weights <= funds)
);
CREATE INDEX settlement_month ON settlement (month, supporter);

CREATE TRIGGER month_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON month FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER settlement_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Stands for a foreign key, which would be checked row by row.
-- +goose StatementBegin
CREATE FUNCTION refuse_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT month FROM added) AS named
            WHERE NOT EXISTS (SELECT 1 FROM month WHERE month.month = named.month)) THEN
        RAISE EXCEPTION 'settlement of an open month' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER settlement_month_closed AFTER INSERT ON settlement REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_open();

-- A click of a closed month can neither come, go nor change; no click ever changes.
-- +goose StatementBegin
CREATE FUNCTION refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM month WHERE month IN (SELECT DISTINCT changed.month FROM changed)) THEN
        RAISE EXCEPTION 'click of a closed month' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER click_fixed BEFORE UPDATE OR TRUNCATE ON click FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER click_open_insert AFTER INSERT ON click REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed();
CREATE TRIGGER click_open_delete AFTER DELETE ON click REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed();

-- Stands for three foreign keys, which would be checked row by row; and what clicks name is kept.
-- +goose StatementBegin
CREATE FUNCTION refuse_strangers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM changed LEFT JOIN person ON person.id = changed.supporter LEFT JOIN thing ON thing.id = changed.thing
            LEFT JOIN recipient ON recipient.id = changed.recipient
            WHERE person.id IS NULL OR thing.id IS NULL OR recipient.id IS NULL) THEN
        RAISE EXCEPTION 'click of a person, on a thing or for a recipient that does not exist' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
-- +goose StatementEnd

CREATE TRIGGER click_refers AFTER INSERT ON click REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_strangers();
CREATE TRIGGER person_kept BEFORE DELETE OR TRUNCATE ON person FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER thing_kept BEFORE DELETE OR TRUNCATE ON thing FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER recipient_kept BEFORE DELETE OR TRUNCATE ON recipient FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete();
