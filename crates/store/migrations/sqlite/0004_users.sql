-- Users: restorable for a while after they are deleted, one mailbox for one person of a tenant.
ALTER TABLE account ADD COLUMN last_sign_in_at INTEGER;
ALTER TABLE account ADD COLUMN deleted_at INTEGER;
ALTER TABLE account ADD COLUMN deleted_from TEXT CHECK (deleted_from IN ('invited', 'active', 'blocked'));
ALTER TABLE account ADD COLUMN purged_at INTEGER;
-- Addresses are ASCII, so both engines fold them alike.
CREATE UNIQUE INDEX account_contact_email ON account (tenant_id, LOWER(contact_email)) WHERE contact_email <> '' AND status <> 'deleted';
CREATE INDEX account_deleted ON account (deleted_at) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;

-- A secret that waits to be shown once to one person, sealed with that person's cookie.
CREATE TABLE shown_secret (
    owner_id BLOB PRIMARY KEY,
    viewer_id BLOB NOT NULL REFERENCES account (id),
    sealed BLOB NOT NULL,
    until INTEGER NOT NULL
);
CREATE INDEX shown_secret_until ON shown_secret (until);

-- Sessions are ended, touched and proved by their id.
CREATE UNIQUE INDEX session_id ON session (id);
