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

-- Mailed links that go on with a registration in another browser (E01), each with the code that is
-- mailed to whoever opens it.
CREATE TABLE resume_link (
    token_hash BYTEA PRIMARY KEY,
    registration_id UUID NOT NULL REFERENCES registration (id),
    email TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    closed_at BIGINT,
    outcome TEXT CHECK (outcome IN ('used', 'replaced', 'refused', 'spent')),
    code_hash BYTEA,
    code_sent_at BIGINT,
    code_wrong BIGINT NOT NULL,
    code_dead BIGINT NOT NULL,
    code_sends BIGINT NOT NULL
);
CREATE INDEX resume_link_registration ON resume_link (registration_id, created_at);

-- Numbers codes were asked for, without extensions, by registration: a number several of them use is
-- a finding, and one of a registration that was stopped gets no more codes. `at` is the last time.
CREATE TABLE registration_phone (
    registration_id UUID NOT NULL REFERENCES registration (id),
    phone TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (registration_id, phone)
);
CREATE INDEX registration_phone_number ON registration_phone (phone, at);
