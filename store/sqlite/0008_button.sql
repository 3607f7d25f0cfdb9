-- +goose Up
-- What people have told the button.

-- Sites on which a person is not asked again before a click.
CREATE TABLE trusted_site (
    person     INTEGER NOT NULL REFERENCES person (id),
    site       TEXT    NOT NULL CHECK (length(site) BETWEEN 1 AND 255),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (person, site)
) STRICT, WITHOUT ROWID;

-- The click that a person wanted when she had no budget or no funds. It is completed when she has.
CREATE TABLE wish (
    person     INTEGER NOT NULL PRIMARY KEY REFERENCES person (id),
    url        TEXT    NOT NULL CHECK (length(url) BETWEEN 1 AND 2048),
    title      TEXT    NOT NULL CHECK (length(title) <= 200),
    created_at INTEGER NOT NULL
) STRICT;
