-- Verifications of the audit log that somebody asked for; one at a time, in parts.
CREATE TABLE audit_verification (
    id UUID PRIMARY KEY,
    started_by UUID NOT NULL REFERENCES account (id),
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    total BIGINT NOT NULL,
    chains BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    signatures BIGINT NOT NULL,
    faults TEXT NOT NULL,
    next_chain UUID NOT NULL,
    -- 1 while it goes on, so that no second one begins.
    going_on BIGINT CHECK (going_on = 1)
);
CREATE INDEX audit_verification_newest ON audit_verification (started_at);
CREATE UNIQUE INDEX audit_verification_open ON audit_verification (going_on);

-- All entries of one request.
CREATE INDEX audit_entry_correlation ON audit_entry (correlation);
