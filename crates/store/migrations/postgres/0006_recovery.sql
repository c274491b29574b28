-- Self-service recovery: a procedure of a quarter of an hour, found by its cookie. A name nobody has
-- gets a row like any other, without an account.
CREATE TABLE recovery (
    id UUID PRIMARY KEY,
    cookie_hash BYTEA NOT NULL,
    account_id UUID REFERENCES account (id),
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    email_code_hash BYTEA,
    email_sent_at BIGINT,
    email_wrong BIGINT NOT NULL,
    email_sends BIGINT NOT NULL,
    email_proved_at BIGINT,
    phone_code_hash BYTEA,
    phone_sent_at BIGINT,
    phone_wrong BIGINT NOT NULL,
    phone_sends BIGINT NOT NULL,
    phone_proved_at BIGINT,
    authenticator_wrong BIGINT NOT NULL,
    authenticator_proved_at BIGINT,
    finished_at BIGINT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX recovery_cookie ON recovery (cookie_hash);
CREATE INDEX recovery_expires ON recovery (expires_at);
CREATE INDEX recovery_account ON recovery (account_id);

-- One-time codes that stand in for a lost authenticator.
CREATE TABLE recovery_code (
    account_id UUID NOT NULL REFERENCES account (id),
    code_hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account_id, code_hash)
);

-- The text message that stands in for the authenticator at one sign-in.
CREATE TABLE session_code (
    session_id UUID PRIMARY KEY,
    code_hash BYTEA,
    sent_at BIGINT,
    wrong BIGINT NOT NULL,
    sends BIGINT NOT NULL
);

-- Which second factor was used; unknown for sessions older than this column.
ALTER TABLE session ADD COLUMN mfa_method TEXT;
