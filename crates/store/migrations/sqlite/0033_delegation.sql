-- People let programs act for them: where programs may be answered, who has let which program, and
-- what was handed out. Codes and tokens are here as hashes alone.
ALTER TABLE client_app ADD COLUMN is_public BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE client_redirect (
    id BLOB PRIMARY KEY,
    app_id BLOB NOT NULL REFERENCES client_app (id),
    uri TEXT NOT NULL,
    added_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX client_redirect_uri ON client_redirect (app_id, uri);

CREATE TABLE app_consent (
    app_id BLOB NOT NULL REFERENCES client_app (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    given_at INTEGER NOT NULL,
    PRIMARY KEY (app_id, account_id)
);
CREATE INDEX app_consent_account ON app_consent (account_id);

-- Everything that came of one sign-in with a program. Ended together.
CREATE TABLE token_family (
    id BLOB PRIMARY KEY,
    app_id BLOB NOT NULL REFERENCES client_app (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    session_id BLOB NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('code', 'device')),
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    proved_at INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_why TEXT CHECK (ended_why IN ('taken-back', 'reused', 'sessions'))
);
CREATE INDEX token_family_account ON token_family (account_id);
CREATE INDEX token_family_app ON token_family (app_id);
CREATE INDEX token_family_ends ON token_family (ends_at);

CREATE TABLE refresh_token (
    hash BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES token_family (id),
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
);
CREATE INDEX refresh_token_family ON refresh_token (family_id);
CREATE INDEX refresh_token_expires ON refresh_token (expires_at);

-- family_id is the family that was made with the code: a code is good once.
CREATE TABLE authorization_code (
    hash BLOB PRIMARY KEY,
    app_id BLOB NOT NULL REFERENCES client_app (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    session_id BLOB NOT NULL,
    redirect_uri TEXT NOT NULL,
    challenge TEXT,
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    nonce TEXT NOT NULL,
    proved_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    family_id BLOB
);
CREATE INDEX authorization_code_expires ON authorization_code (expires_at);

CREATE TABLE device_code (
    hash BLOB PRIMARY KEY,
    user_code BLOB NOT NULL,
    app_id BLOB NOT NULL REFERENCES client_app (id),
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    ip TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    pause_seconds INTEGER NOT NULL,
    polled_at INTEGER,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'allowed', 'refused', 'used')),
    account_id BLOB REFERENCES account (id),
    session_id BLOB,
    proved_at INTEGER
);
CREATE UNIQUE INDEX device_code_user_code ON device_code (user_code);
CREATE INDEX device_code_expires ON device_code (expires_at);
