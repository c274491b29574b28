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
