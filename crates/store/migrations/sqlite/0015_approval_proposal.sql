-- Approvals that a second reviewer has to confirm before they take effect.
CREATE TABLE approval_proposal (
    id BLOB PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES application (id),
    proposed_by BLOB NOT NULL REFERENCES account (id),
    proposed_at INTEGER NOT NULL,
    decided_by BLOB REFERENCES account (id),
    decided_at INTEGER,
    outcome TEXT CHECK (outcome IN ('confirmed', 'declined', 'taken-back')),
    note TEXT NOT NULL
);
CREATE UNIQUE INDEX approval_proposal_open ON approval_proposal (application_id) WHERE outcome IS NULL;
CREATE INDEX approval_proposal_case ON approval_proposal (application_id, proposed_at);
