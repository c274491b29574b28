-- Approvals that a second reviewer has to confirm before they take effect.
CREATE TABLE approval_proposal (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    proposed_by UUID NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_at BIGINT,
    outcome TEXT CHECK (outcome IN ('confirmed', 'declined', 'taken-back')),
    note TEXT NOT NULL
);
CREATE UNIQUE INDEX approval_proposal_open ON approval_proposal (application_id) WHERE outcome IS NULL;
CREATE INDEX approval_proposal_case ON approval_proposal (application_id, proposed_at);
