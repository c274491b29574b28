-- Rejections, proposed and decided. A reason that needs two people waits for the second.
CREATE TABLE rejection (
    id BLOB PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES application (id),
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    needs_second BOOLEAN NOT NULL,
    proposed_by BLOB NOT NULL REFERENCES account (id),
    proposed_at INTEGER NOT NULL,
    decided_by BLOB REFERENCES account (id),
    decided_at INTEGER,
    outcome TEXT CHECK (outcome IN ('confirmed', 'declined', 'taken-back', 'overtaken')),
    decision_note TEXT NOT NULL
);
CREATE INDEX rejection_application ON rejection (application_id, proposed_at);
-- One proposal at a time.
CREATE UNIQUE INDEX rejection_open ON rejection (application_id) WHERE outcome IS NULL;

CREATE TABLE rejection_reason (
    rejection_id BLOB NOT NULL REFERENCES rejection (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (rejection_id, position)
);

-- One appeal against each rejection; the programme limits their number.
CREATE TABLE appeal (
    rejection_id BLOB PRIMARY KEY REFERENCES rejection (id),
    application_id BLOB NOT NULL REFERENCES application (id),
    number INTEGER NOT NULL,
    comment TEXT NOT NULL,
    made_by BLOB NOT NULL REFERENCES account (id),
    made_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX appeal_number ON appeal (application_id, number);

-- Approvals that were reopened (T20), with what the company was told.
CREATE TABLE reopening (
    application_id BLOB NOT NULL REFERENCES application (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('legal-data', 'credit-age', 'adverse-fact', 'contact-denied')),
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (application_id, number)
);
