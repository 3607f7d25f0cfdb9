-- +goose Up
-- What is known of things beside address and title, where to find them, and what is popular.

-- A row for every thing. What its page says is read when wanted_at has come (NULL: never again), by
-- whoever moves that time first; attempts counts. edited means that its creator has described it
-- herself, after which no page is believed. NOT indexed rows are what the search does not know yet.
CREATE TABLE description (
    thing        INTEGER NOT NULL PRIMARY KEY REFERENCES thing (id),
    text         TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 1000),
    category     TEXT NOT NULL DEFAULT 'rest' CHECK (category IN ('text', 'images', 'video', 'audio', 'software', 'people', 'rest')),
    language     TEXT NOT NULL DEFAULT '' CHECK (length(language) <= 8),
    hidden       INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    edited       INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
    indexed      INTEGER NOT NULL DEFAULT 0 CHECK (indexed IN (0, 1)),
    attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    wanted_at    INTEGER,
    described_at INTEGER
) STRICT;
CREATE INDEX description_category ON description (category, thing);
CREATE INDEX description_language ON description (language, thing);
CREATE INDEX description_wanted ON description (wanted_at) WHERE wanted_at IS NOT NULL;
CREATE INDEX description_new ON description (thing) WHERE NOT indexed;
INSERT INTO description (thing, wanted_at) SELECT id, created_at FROM thing;

CREATE TABLE thing_tag (
    tag   TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 40),
    thing INTEGER NOT NULL REFERENCES thing (id),
    PRIMARY KEY (tag, thing)
) STRICT, WITHOUT ROWID;
CREATE INDEX thing_tag_thing ON thing_tag (thing);

-- The popular things as they were counted last, made anew every few minutes.
CREATE TABLE ranking (
    list  TEXT NOT NULL CHECK (list IN ('day', 'week', 'month', 'ever', 'trending')),
    place INTEGER NOT NULL CHECK (place >= 1),
    thing INTEGER NOT NULL REFERENCES thing (id),
    score INTEGER NOT NULL CHECK (score >= 1),
    PRIMARY KEY (list, place),
    UNIQUE (list, thing)
) STRICT, WITHOUT ROWID;
CREATE INDEX ranking_thing ON ranking (thing);

-- Work that comes again and again; whoever moves its time on does it.
CREATE TABLE chore (
    name   TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    due_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person says of herself, and whether she has a page though she has claimed nothing.
CREATE TABLE profile (
    person INTEGER NOT NULL PRIMARY KEY REFERENCES person (id),
    text   TEXT NOT NULL CHECK (length(text) <= 1000),
    shown  INTEGER NOT NULL CHECK (shown IN (0, 1))
) STRICT;

-- The search's words are made in Go (words.go), in ASCII: what a letter is is not the engine's business.
CREATE VIRTUAL TABLE search USING fts5 (title, rest, content='', contentless_delete=1, tokenize="ascii tokenchars '_'");
