-- +goose Up
-- What a click, a link and a page say of a thing.

-- Whether the click that waits shall be anonymous (NULL: as its supporter has it), and what the page that
-- linked the thing said of it, as JSON; '' where it said nothing.
ALTER TABLE wish ADD COLUMN anonymous BOOLEAN;
ALTER TABLE wish ADD COLUMN said TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (length(said) <= 10000);

-- Other addresses of things, as pages of the same hand say. Asked before thing.url.
CREATE TABLE thing_alias (
    url        TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(url) BETWEEN 1 AND 2048),
    thing      BIGINT NOT NULL REFERENCES thing (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX thing_alias_thing ON thing_alias (thing);

-- A page's picture, made small by us. Its mark changes with its content.
CREATE TABLE thing_picture (
    thing   BIGINT NOT NULL PRIMARY KEY REFERENCES thing (id),
    mark    TEXT COLLATE "C" NOT NULL CHECK (length(mark) = 16),
    type    TEXT COLLATE "C" NOT NULL CHECK (type IN ('image/jpeg', 'image/png')),
    width   BIGINT NOT NULL CHECK (width BETWEEN 1 AND 320),
    height  BIGINT NOT NULL CHECK (height BETWEEN 1 AND 320),
    content BYTEA  NOT NULL CHECK (length(content) BETWEEN 1 AND 40960)
);

-- Whom a page names as who gets paid: a hint for people, which moves no money.
CREATE TABLE thing_payee (
    thing  BIGINT NOT NULL REFERENCES thing (id),
    place  BIGINT NOT NULL CHECK (place BETWEEN 1 AND 10),
    markup TEXT COLLATE "C" NOT NULL CHECK (markup IN ('obolus', 'payment', 'flattr')),
    name   TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 2048),
    PRIMARY KEY (thing, place)
);
