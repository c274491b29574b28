-- Registering with a work account that exists, and what time does to a registration.
ALTER TABLE registration ADD COLUMN way TEXT NOT NULL DEFAULT 'create' CHECK (way IN ('create', 'existing'));
-- When the last creation of the account failed, µs UTC; none after one that did not.
ALTER TABLE registration ADD COLUMN creation_failed_at INTEGER;
-- When what was typed was erased, µs UTC.
ALTER TABLE registration ADD COLUMN erased_at INTEGER;

-- Two global admins of one organisation go on with the same registration.
CREATE UNIQUE INDEX registration_existing ON registration (tenant_id)
    WHERE way = 'existing' AND state NOT IN ('done', 'expired', 'blocked');
CREATE INDEX registration_idle ON registration (state, touched_at);
CREATE INDEX registration_tenant ON registration (tenant_id) WHERE tenant_id IS NOT NULL;

-- Mailed links that go on with a registration in another browser (E01), each with the code that is
-- mailed to whoever opens it.
CREATE TABLE resume_link (
    token_hash BLOB PRIMARY KEY,
    registration_id BLOB NOT NULL REFERENCES registration (id),
    email TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    closed_at INTEGER,
    outcome TEXT CHECK (outcome IN ('used', 'replaced', 'refused', 'spent')),
    code_hash BLOB,
    code_sent_at INTEGER,
    code_wrong INTEGER NOT NULL,
    code_dead INTEGER NOT NULL,
    code_sends INTEGER NOT NULL
);
CREATE INDEX resume_link_registration ON resume_link (registration_id, created_at);

-- Numbers codes were asked for, without extensions, by registration: a number several of them use is
-- a finding, and one of a registration that was stopped gets no more codes. `at` is the last time.
CREATE TABLE registration_phone (
    registration_id BLOB NOT NULL REFERENCES registration (id),
    phone TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (registration_id, phone)
);
CREATE INDEX registration_phone_number ON registration_phone (phone, at);
