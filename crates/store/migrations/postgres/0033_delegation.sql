-- People let programs act for them: where programs may be answered, who has let which program, and
-- what was handed out. Codes and tokens are here as hashes alone.
ALTER TABLE client_app ADD COLUMN is_public BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE client_redirect (
    id UUID PRIMARY KEY,
    app_id UUID NOT NULL REFERENCES client_app (id),
    uri TEXT NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX client_redirect_uri ON client_redirect (app_id, uri);

CREATE TABLE app_consent (
    app_id UUID NOT NULL REFERENCES client_app (id),
    account_id UUID NOT NULL REFERENCES account (id),
    given_at BIGINT NOT NULL,
    PRIMARY KEY (app_id, account_id)
);
CREATE INDEX app_consent_account ON app_consent (account_id);

-- Everything that came of one sign-in with a program. Ended together.
CREATE TABLE token_family (
    id UUID PRIMARY KEY,
    app_id UUID NOT NULL REFERENCES client_app (id),
    account_id UUID NOT NULL REFERENCES account (id),
    session_id UUID NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('code', 'device')),
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    proved_at BIGINT NOT NULL,
    began_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_why TEXT CHECK (ended_why IN ('taken-back', 'reused', 'sessions'))
);
CREATE INDEX token_family_account ON token_family (account_id);
CREATE INDEX token_family_app ON token_family (app_id);
CREATE INDEX token_family_ends ON token_family (ends_at);

CREATE TABLE refresh_token (
    hash BYTEA PRIMARY KEY,
    family_id UUID NOT NULL REFERENCES token_family (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX refresh_token_family ON refresh_token (family_id);
CREATE INDEX refresh_token_expires ON refresh_token (expires_at);

-- family_id is the family that was made with the code: a code is good once.
CREATE TABLE authorization_code (
    hash BYTEA PRIMARY KEY,
    app_id UUID NOT NULL REFERENCES client_app (id),
    account_id UUID NOT NULL REFERENCES account (id),
    session_id UUID NOT NULL,
    redirect_uri TEXT NOT NULL,
    challenge TEXT,
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    nonce TEXT NOT NULL,
    proved_at BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    family_id UUID
);
CREATE INDEX authorization_code_expires ON authorization_code (expires_at);

CREATE TABLE device_code (
    hash BYTEA PRIMARY KEY,
    user_code BYTEA NOT NULL,
    app_id UUID NOT NULL REFERENCES client_app (id),
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    ip TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    pause_seconds BIGINT NOT NULL,
    polled_at BIGINT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'allowed', 'refused', 'used')),
    account_id UUID REFERENCES account (id),
    session_id UUID,
    proved_at BIGINT
);
CREATE UNIQUE INDEX device_code_user_code ON device_code (user_code);
CREATE INDEX device_code_expires ON device_code (expires_at);
