-- Verifications of the audit log that somebody asked for; one at a time, in parts.
CREATE TABLE audit_verification (
    id BLOB PRIMARY KEY,
    started_by BLOB NOT NULL REFERENCES account (id),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    total INTEGER NOT NULL,
    chains INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    signatures INTEGER NOT NULL,
    faults TEXT NOT NULL,
    next_chain BLOB NOT NULL,
    -- 1 while it goes on, so that no second one begins.
    going_on INTEGER CHECK (going_on = 1)
);
CREATE INDEX audit_verification_newest ON audit_verification (started_at);
CREATE UNIQUE INDEX audit_verification_open ON audit_verification (going_on);

-- All entries of one request.
CREATE INDEX audit_entry_correlation ON audit_entry (correlation);
