-- Where a partner's programs are told of events, what they were told, and what they answered.
CREATE TABLE hook (
    tenant_id UUID PRIMARY KEY REFERENCES tenant (id),
    id UUID NOT NULL UNIQUE,
    url TEXT NOT NULL,
    -- Names of events, separated by commas.
    events TEXT NOT NULL,
    ms_header BOOLEAN NOT NULL,
    -- The shared secret, sealed; none when bodies are not signed with one.
    secret BYTEA,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    failing_since BIGINT,
    stopped_at BIGINT,
    version BIGINT NOT NULL
);

-- A delivery is its own outbox: it is made in the transaction of the change and claimed with a lease.
CREATE TABLE hook_delivery (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    -- The place of the change in the tenant's chain of the audit log.
    sequence BIGINT NOT NULL,
    event TEXT NOT NULL,
    -- What it is about; deliveries about one thing follow each other.
    thing TEXT NOT NULL,
    body TEXT NOT NULL,
    replay_of UUID,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'given-up')),
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_owner UUID,
    lease_until BIGINT NOT NULL
);
CREATE INDEX hook_delivery_due ON hook_delivery (due_at) WHERE state = 'pending';
CREATE INDEX hook_delivery_thing ON hook_delivery (tenant_id, thing, sequence) WHERE state = 'pending';
CREATE INDEX hook_delivery_list ON hook_delivery (tenant_id, created_at);
CREATE INDEX hook_delivery_age ON hook_delivery (created_at);

CREATE TABLE hook_attempt (
    delivery_id UUID NOT NULL REFERENCES hook_delivery (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- Milliseconds.
    took BIGINT NOT NULL,
    url TEXT NOT NULL,
    status BIGINT,
    problem TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (delivery_id, number)
);

-- The keys events are signed with; the certificate is published.
CREATE TABLE hook_certificate (
    id UUID PRIMARY KEY,
    sealed BYTEA NOT NULL,
    certificate BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
