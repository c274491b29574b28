-- Integration sandbox accounts: a second tenant of a partner, for trying interfaces. Nothing is billed
-- there and nobody signs for it.
ALTER TABLE partner ADD COLUMN sandbox BOOLEAN NOT NULL DEFAULT FALSE;

-- One of each partner.
CREATE TABLE sandbox_account (
    primary_id BLOB PRIMARY KEY REFERENCES tenant (id),
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    admin TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL
);
CREATE UNIQUE INDEX sandbox_account_tenant ON sandbox_account (tenant_id);
CREATE INDEX sandbox_account_created ON sandbox_account (created_at, tenant_id);
