-- The order a person's names are written in.
ALTER TABLE account ADD COLUMN name_order TEXT NOT NULL DEFAULT 'auto' CHECK (name_order IN ('auto', 'family-first', 'given-first'));

-- A new contact e-mail or mobile that waits for the code sent to it.
CREATE TABLE contact_change (
    account_id UUID NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('email', 'mobile')),
    value TEXT NOT NULL,
    code_hash BYTEA,
    sent_at BIGINT,
    wrong BIGINT NOT NULL,
    sends BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind)
);
CREATE INDEX contact_change_begun ON contact_change (begun_at);
