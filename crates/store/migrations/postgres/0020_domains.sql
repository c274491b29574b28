-- Custom domains: proved by a record in the DNS, lost when it is gone. Never a key of anything else.
CREATE TABLE custom_domain (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    token TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'verified', 'failed')),
    reason TEXT NOT NULL,
    misses BIGINT NOT NULL,
    is_primary BOOLEAN NOT NULL,
    since BIGINT NOT NULL,
    checked_at BIGINT,
    next_check_at BIGINT,
    verified_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
CREATE UNIQUE INDEX custom_domain_verified ON custom_domain (name) WHERE state = 'verified';
CREATE UNIQUE INDEX custom_domain_primary ON custom_domain (tenant_id) WHERE is_primary;
CREATE INDEX custom_domain_due ON custom_domain (next_check_at) WHERE next_check_at IS NOT NULL;
