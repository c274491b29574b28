-- Registering with a work account that exists, and what time does to a registration.
ALTER TABLE registration ADD COLUMN way TEXT NOT NULL DEFAULT 'create' CHECK (way IN ('create', 'existing'));
-- When the last creation of the account failed, µs UTC; none after one that did not.
ALTER TABLE registration ADD COLUMN creation_failed_at BIGINT;
-- When what was typed was erased, µs UTC.
ALTER TABLE registration ADD COLUMN erased_at BIGINT;

-- Two global admins of one organisation go on with the same registration.
CREATE UNIQUE INDEX registration_existing ON registration (tenant_id)
    WHERE way = 'existing' AND state NOT IN ('done', 'expired', 'blocked');
CREATE INDEX registration_idle ON registration (state, touched_at);
CREATE INDEX registration_tenant ON registration (tenant_id) WHERE tenant_id IS NOT NULL;
