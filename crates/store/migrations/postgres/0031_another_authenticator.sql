-- An authenticator that replaces another once it has shown a right code.
CREATE TABLE authenticator_change (
    account_id UUID PRIMARY KEY REFERENCES account (id),
    id UUID NOT NULL UNIQUE,
    session_id UUID NOT NULL,
    sealed BYTEA NOT NULL,
    begun_at BIGINT NOT NULL,
    wrong BIGINT NOT NULL
);
CREATE INDEX authenticator_change_begun ON authenticator_change (begun_at);
