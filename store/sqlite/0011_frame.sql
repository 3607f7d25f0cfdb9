-- +goose Up
-- The SHA-256 of the key that lets a session's buttons work on pages of trusted sites: it opens nothing
-- else, and ends with its session. NULL until the session trusts a site.
ALTER TABLE credential ADD COLUMN frame TEXT CHECK (length(frame) = 64);
CREATE UNIQUE INDEX credential_frame ON credential (frame) WHERE frame IS NOT NULL;
