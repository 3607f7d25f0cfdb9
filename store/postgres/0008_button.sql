-- +goose Up
-- What people have told the button.

-- Sites on which a person is not asked again before a click.
CREATE TABLE trusted_site (
    person     BIGINT NOT NULL REFERENCES person (id),
    site       TEXT COLLATE "C" NOT NULL CHECK (length(site) BETWEEN 1 AND 255),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person, site)
);

-- The click that a person wanted when she had no budget or no funds. It is completed when she has.
CREATE TABLE wish (
    person     BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    url        TEXT COLLATE "C" NOT NULL CHECK (length(url) BETWEEN 1 AND 2048),
    title      TEXT COLLATE "C" NOT NULL CHECK (length(title) <= 200),
    created_at BIGINT NOT NULL
);
