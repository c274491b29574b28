-- Programs that call the interface, their keys, and the keys this installation signs tokens with.
CREATE TABLE client_app (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    agent_setting TEXT NOT NULL,
    admin_setting TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    disabled_at BIGINT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX client_app_name ON client_app (tenant_id, name);

-- Of a key the database knows a hash; the hint tells people which is which.
CREATE TABLE client_secret (
    id UUID PRIMARY KEY,
    app_id UUID NOT NULL REFERENCES client_app (id),
    hint TEXT NOT NULL,
    hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    last_used_at BIGINT
);
CREATE INDEX client_secret_app ON client_secret (app_id, created_at);

CREATE TABLE signing_key (
    kid TEXT PRIMARY KEY,
    sealed BYTEA NOT NULL,
    modulus BYTEA NOT NULL,
    exponent BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    signs_from BIGINT NOT NULL
);
