-- Which ends of keys people were reminded of, by the days before.
CREATE TABLE key_reminder (
    secret_id UUID NOT NULL REFERENCES client_secret (id),
    days BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (secret_id, days)
);
CREATE INDEX client_secret_ends ON client_secret (expires_at) WHERE revoked_at IS NULL;
