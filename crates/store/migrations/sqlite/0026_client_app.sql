-- Programs that call the interface, their keys, and the keys this installation signs tokens with.
CREATE TABLE client_app (
    id BLOB PRIMARY KEY,
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    agent_setting TEXT NOT NULL,
    admin_setting TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    disabled_at INTEGER,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX client_app_name ON client_app (tenant_id, name);

-- Of a key the database knows a hash; the hint tells people which is which.
CREATE TABLE client_secret (
    id BLOB PRIMARY KEY,
    app_id BLOB NOT NULL REFERENCES client_app (id),
    hint TEXT NOT NULL,
    hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    last_used_at INTEGER
);
CREATE INDEX client_secret_app ON client_secret (app_id, created_at);

CREATE TABLE signing_key (
    kid TEXT PRIMARY KEY,
    sealed BLOB NOT NULL,
    modulus BLOB NOT NULL,
    exponent BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    signs_from INTEGER NOT NULL
);
