-- An authenticator that replaces another once it has shown a right code.
CREATE TABLE authenticator_change (
    account_id BLOB PRIMARY KEY REFERENCES account (id),
    id BLOB NOT NULL UNIQUE,
    session_id BLOB NOT NULL,
    sealed BLOB NOT NULL,
    begun_at INTEGER NOT NULL,
    wrong INTEGER NOT NULL
);
CREATE INDEX authenticator_change_begun ON authenticator_change (begun_at);
