-- The order a person's names are written in.
ALTER TABLE account ADD COLUMN name_order TEXT NOT NULL DEFAULT 'auto' CHECK (name_order IN ('auto', 'family-first', 'given-first'));

-- A new contact e-mail or mobile that waits for the code sent to it.
CREATE TABLE contact_change (
    account_id BLOB NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('email', 'mobile')),
    value TEXT NOT NULL,
    code_hash BLOB,
    sent_at INTEGER,
    wrong INTEGER NOT NULL,
    sends INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, kind)
);
CREATE INDEX contact_change_begun ON contact_change (begun_at);
