-- What a person has proved to reach. A value that was changed since is not confirmed by it.
CREATE TABLE confirmed_contact (
    account_id UUID NOT NULL REFERENCES account (id),
    way TEXT NOT NULL CHECK (way IN ('email', 'phone')),
    value TEXT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, way)
);

-- The code on its way to a contact point.
CREATE TABLE contact_code (
    account_id UUID NOT NULL REFERENCES account (id),
    way TEXT NOT NULL CHECK (way IN ('email', 'phone')),
    value TEXT NOT NULL,
    code_hash BYTEA,
    sent_at BIGINT,
    wrong BIGINT NOT NULL,
    sends BIGINT NOT NULL,
    PRIMARY KEY (account_id, way)
);

-- An authenticator that replaces another once it has shown a right code.
CREATE TABLE authenticator_change (
    account_id UUID PRIMARY KEY REFERENCES account (id),
    session_id UUID NOT NULL,
    sealed BYTEA NOT NULL,
    begun_at BIGINT NOT NULL,
    wrong BIGINT NOT NULL
);
CREATE INDEX authenticator_change_begun ON authenticator_change (begun_at);

-- The rights a session's cookie was given under; with other rights it gets another cookie.
ALTER TABLE session ADD COLUMN rights TEXT;
