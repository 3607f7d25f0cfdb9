-- +goose Up
-- Who can be supported, and what.

-- A recipient is a person of this instance, an identity on the web (claimed by a person or not yet),
-- or a team of such.
CREATE TABLE recipient (
    id         BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind IN ('person', 'identity', 'team')),
    name       TEXT COLLATE "C" NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 2048),
    person     BIGINT REFERENCES person (id),
    claimed_at BIGINT,
    created_at BIGINT NOT NULL,
    CHECK ((kind = 'person') = (person IS NOT NULL AND claimed_at IS NULL)),
    CHECK (kind <> 'identity' OR (person IS NULL) = (claimed_at IS NULL)),
    CHECK (kind <> 'team' OR (person IS NULL AND claimed_at IS NULL))
);
CREATE INDEX recipient_person ON recipient (person);

CREATE TABLE team_member (
    team     BIGINT NOT NULL REFERENCES recipient (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    member   BIGINT NOT NULL REFERENCES recipient (id),
    weight   BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 1000000),
    PRIMARY KEY (team, position),
    UNIQUE (team, member),
    CHECK (team <> member)
);
CREATE INDEX team_member_member ON team_member (member);

CREATE TABLE thing (
    id         BIGINT NOT NULL PRIMARY KEY CHECK (id > 0),
    url        TEXT COLLATE "C" NOT NULL UNIQUE CHECK (length(url) BETWEEN 1 AND 2048),
    title      TEXT COLLATE "C" NOT NULL CHECK (length(title) <= 200),
    recipient  BIGINT NOT NULL REFERENCES recipient (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX thing_recipient ON thing (recipient);

-- What a creator brought from an earlier service: shown as history, worth no money.
CREATE TABLE history (
    person       BIGINT NOT NULL REFERENCES person (id),
    source       TEXT COLLATE "C" NOT NULL,
    reference    TEXT COLLATE "C" NOT NULL,
    month        INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    thing        BIGINT NOT NULL REFERENCES thing (id),
    clicks       BIGINT NOT NULL CHECK (clicks >= 0),
    revenue      BIGINT NOT NULL CHECK (revenue >= 0),
    clicks_total BIGINT NOT NULL CHECK (clicks_total >= 0),
    PRIMARY KEY (person, source, reference, month)
);
CREATE INDEX history_thing ON history (thing);
