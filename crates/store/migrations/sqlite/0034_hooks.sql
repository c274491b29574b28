-- Where a partner's programs are told of events, what they were told, and what they answered.
CREATE TABLE hook (
    tenant_id BLOB PRIMARY KEY REFERENCES tenant (id),
    id BLOB NOT NULL UNIQUE,
    url TEXT NOT NULL,
    -- Names of events, separated by commas.
    events TEXT NOT NULL,
    ms_header BOOLEAN NOT NULL,
    -- The shared secret, sealed; none when bodies are not signed with one.
    secret BLOB,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    failing_since INTEGER,
    stopped_at INTEGER,
    version INTEGER NOT NULL
);

-- A delivery is its own outbox: it is made in the transaction of the change and claimed with a lease.
CREATE TABLE hook_delivery (
    id BLOB PRIMARY KEY,
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    -- The place of the change in the tenant's chain of the audit log.
    sequence INTEGER NOT NULL,
    event TEXT NOT NULL,
    -- What it is about; deliveries about one thing follow each other.
    thing TEXT NOT NULL,
    body TEXT NOT NULL,
    replay_of BLOB,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'given-up')),
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    lease_owner BLOB,
    lease_until INTEGER NOT NULL
);
CREATE INDEX hook_delivery_due ON hook_delivery (due_at) WHERE state = 'pending';
CREATE INDEX hook_delivery_thing ON hook_delivery (tenant_id, thing, sequence) WHERE state = 'pending';
CREATE INDEX hook_delivery_list ON hook_delivery (tenant_id, created_at);
CREATE INDEX hook_delivery_age ON hook_delivery (created_at);

CREATE TABLE hook_attempt (
    delivery_id BLOB NOT NULL REFERENCES hook_delivery (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- Milliseconds.
    took INTEGER NOT NULL,
    url TEXT NOT NULL,
    status INTEGER,
    problem TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (delivery_id, number)
);

-- The keys events are signed with; the certificate is published.
CREATE TABLE hook_certificate (
    id BLOB PRIMARY KEY,
    sealed BLOB NOT NULL,
    certificate BLOB NOT NULL,
    created_at INTEGER NOT NULL
);
