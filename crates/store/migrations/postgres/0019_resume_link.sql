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
