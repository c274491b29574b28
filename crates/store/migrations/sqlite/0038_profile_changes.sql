-- Versions of a partner's profiles; none is version 1.
CREATE TABLE profile_version (
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    profile TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, profile)
);

-- Changes of vetted facts: what was vetted stays in force until a reviewer has decided.
CREATE TABLE profile_change (
    id BLOB PRIMARY KEY,
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'withdrawn')),
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    decided_at INTEGER,
    decided_by TEXT NOT NULL,
    reason TEXT NOT NULL
);
-- One waits at a time.
CREATE UNIQUE INDEX profile_change_open ON profile_change (tenant_id) WHERE state = 'pending';
CREATE INDEX profile_change_state ON profile_change (state, made_at, id);
CREATE INDEX profile_change_tenant ON profile_change (tenant_id, made_at, id);

CREATE TABLE profile_change_fact (
    change_id BLOB NOT NULL REFERENCES profile_change (id),
    field TEXT NOT NULL,
    old_value TEXT NOT NULL,
    new_value TEXT NOT NULL,
    PRIMARY KEY (change_id, field)
);
