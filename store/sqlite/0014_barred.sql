-- +goose Up
-- Whether its creator had hidden a thing before it was barred: that comes back with it. Of what is barred
-- already nobody knows; it comes back as it does today.
ALTER TABLE barred ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));
