-- +goose Up
-- What a click, a link and a page say of a thing.

-- Whether the click that waits shall be anonymous (NULL: as its supporter has it), and what the page that
-- linked the thing said of it, as JSON; '' where it said nothing.
ALTER TABLE wish ADD COLUMN anonymous INTEGER CHECK (anonymous IN (0, 1));
ALTER TABLE wish ADD COLUMN said TEXT NOT NULL DEFAULT '' CHECK (length(said) <= 10000);

-- Other addresses of things, as pages of the same hand say. Asked before thing.url.
CREATE TABLE thing_alias (
    url        TEXT    NOT NULL PRIMARY KEY CHECK (length(url) BETWEEN 1 AND 2048),
    thing      INTEGER NOT NULL REFERENCES thing (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX thing_alias_thing ON thing_alias (thing);

-- A page's picture, made small by us. Its mark changes with its content.
CREATE TABLE thing_picture (
    thing   INTEGER NOT NULL PRIMARY KEY REFERENCES thing (id),
    mark    TEXT    NOT NULL CHECK (length(mark) = 16),
    type    TEXT    NOT NULL CHECK (type IN ('image/jpeg', 'image/png')),
    width   INTEGER NOT NULL CHECK (width BETWEEN 1 AND 320),
    height  INTEGER NOT NULL CHECK (height BETWEEN 1 AND 320),
    content BLOB    NOT NULL CHECK (length(content) BETWEEN 1 AND 40960)
) STRICT;

-- Whom a page names as who gets paid: a hint for people, which moves no money.
CREATE TABLE thing_payee (
    thing  INTEGER NOT NULL REFERENCES thing (id),
    place  INTEGER NOT NULL CHECK (place BETWEEN 1 AND 10),
    markup TEXT    NOT NULL CHECK (markup IN ('obolus', 'payment', 'flattr')),
    name   TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 2048),
    PRIMARY KEY (thing, place)
) STRICT, WITHOUT ROWID;
