-- Self-service recovery: a procedure of a quarter of an hour, found by its cookie. A name nobody has
-- gets a row like any other, without an account.
CREATE TABLE recovery (
    id BLOB PRIMARY KEY,
    cookie_hash BLOB NOT NULL,
    account_id BLOB REFERENCES account (id),
    language TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    email_code_hash BLOB,
    email_sent_at INTEGER,
    email_wrong INTEGER NOT NULL,
    email_sends INTEGER NOT NULL,
    email_proved_at INTEGER,
    phone_code_hash BLOB,
    phone_sent_at INTEGER,
    phone_wrong INTEGER NOT NULL,
    phone_sends INTEGER NOT NULL,
    phone_proved_at INTEGER,
    authenticator_wrong INTEGER NOT NULL,
    authenticator_proved_at INTEGER,
    finished_at INTEGER,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX recovery_cookie ON recovery (cookie_hash);
CREATE INDEX recovery_expires ON recovery (expires_at);
CREATE INDEX recovery_account ON recovery (account_id);

-- One-time codes that stand in for a lost authenticator.
CREATE TABLE recovery_code (
    account_id BLOB NOT NULL REFERENCES account (id),
    code_hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account_id, code_hash)
);

-- The text message that stands in for the authenticator at one sign-in.
CREATE TABLE session_code (
    session_id BLOB PRIMARY KEY,
    code_hash BLOB,
    sent_at INTEGER,
    wrong INTEGER NOT NULL,
    sends INTEGER NOT NULL
);

-- Which second factor was used; unknown for sessions older than this column.
ALTER TABLE session ADD COLUMN mfa_method TEXT;
