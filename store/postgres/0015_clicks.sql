-- +goose Up
-- One key instead of two: a month's clicks stand together, so that a close reads nothing else, and what
-- clicks change is the running month's part of the key alone, however many years lie before it. Shards by
-- supporter still find her in every key.
ALTER TABLE click DROP CONSTRAINT click_pkey;
DROP INDEX click_month;
ALTER TABLE click ADD PRIMARY KEY (month, supporter, thing) INCLUDE (weight, recipient);

-- One trigger and one look at the new rows instead of two.
DROP TRIGGER click_open_insert ON click;
DROP TRIGGER click_refers ON click;
DROP FUNCTION refuse_strangers;
-- +goose StatementBegin
CREATE FUNCTION refuse_click() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM changed LEFT JOIN person ON person.id = changed.supporter LEFT JOIN thing ON thing.id = changed.thing
            LEFT JOIN recipient ON recipient.id = changed.recipient LEFT JOIN month ON month.month = changed.month
            WHERE person.id IS NULL OR thing.id IS NULL OR recipient.id IS NULL OR month.month IS NOT NULL) THEN
        IF EXISTS (SELECT 1 FROM changed JOIN month ON month.month = changed.month) THEN
            RAISE EXCEPTION 'click of a closed month' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RAISE EXCEPTION 'click of a person, on a thing or for a recipient that does not exist' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER click_enters AFTER INSERT ON click REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_click();
