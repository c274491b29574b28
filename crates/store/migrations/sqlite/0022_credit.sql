-- Texts a company has agreed to besides the agreement it signs, with their version. `owner_id` is an
-- application.
CREATE TABLE consent (
    owner_id BLOB NOT NULL,
    text_id TEXT NOT NULL,
    version TEXT NOT NULL,
    given_by BLOB REFERENCES account (id),
    given_at INTEGER NOT NULL,
    PRIMARY KEY (owner_id, text_id)
);

-- A decision may come from a bureau, which is no account, and keeps what it was computed from. Of an
-- application's decisions the one with the highest number counts: two may be of the same moment.
CREATE TABLE credit_decision_new (
    id BLOB PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES application (id),
    number INTEGER NOT NULL,
    source TEXT NOT NULL DEFAULT 'analyst' CHECK (source IN ('analyst', 'bureau', 'override')),
    result TEXT NOT NULL CHECK (result IN ('pass', 'refer', 'fail')),
    credit_limit INTEGER NOT NULL,
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    analyst_id BLOB REFERENCES account (id),
    inputs TEXT NOT NULL DEFAULT '',
    decided_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL
);
INSERT INTO credit_decision_new (id, application_id, number, result, credit_limit, currency, reason, analyst_id, decided_at, valid_until)
    SELECT id, application_id, ROW_NUMBER() OVER (PARTITION BY application_id ORDER BY decided_at, rowid),
        result, credit_limit, currency, reason, analyst_id, decided_at, valid_until FROM credit_decision;
DROP TABLE credit_decision;
ALTER TABLE credit_decision_new RENAME TO credit_decision;
CREATE UNIQUE INDEX credit_decision_number ON credit_decision (application_id, number);

-- Questions to a credit bureau. The newest of an application has the highest number. `question` is what
-- every try sends; `report` is sealed; amounts are minor units of the application's currency.
CREATE TABLE credit_inquiry (
    id BLOB PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES application (id),
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    number INTEGER NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('enrolment', 'review')),
    question TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'waiting', 'answered', 'refused', 'failed', 'cancelled')),
    asked_by BLOB REFERENCES account (id),
    asked_at INTEGER NOT NULL,
    accepted_at INTEGER,
    answered_at INTEGER,
    look_at INTEGER NOT NULL,
    looks INTEGER NOT NULL,
    result TEXT CHECK (result IN ('pass', 'refer', 'fail')),
    credit_limit INTEGER,
    score TEXT NOT NULL,
    reference TEXT NOT NULL,
    effect TEXT CHECK (effect IN ('decides', 'informs', 'dropped')),
    note TEXT NOT NULL,
    answer_hash BLOB,
    report BLOB
);
CREATE UNIQUE INDEX credit_inquiry_open ON credit_inquiry (application_id) WHERE state IN ('queued', 'waiting');
CREATE UNIQUE INDEX credit_inquiry_number ON credit_inquiry (application_id, number);
CREATE INDEX credit_inquiry_look ON credit_inquiry (state, look_at);

-- Limits granted against a decision or above policy, by two people.
CREATE TABLE credit_override (
    id BLOB PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES application (id),
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'declined', 'withdrawn', 'outdated')),
    overridden_id BLOB NOT NULL REFERENCES credit_decision (id),
    old_result TEXT NOT NULL CHECK (old_result IN ('pass', 'refer', 'fail')),
    old_limit INTEGER NOT NULL,
    new_limit INTEGER NOT NULL,
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,
    document_id BLOB REFERENCES document (id),
    expires_on TEXT NOT NULL,
    proposed_by BLOB NOT NULL REFERENCES account (id),
    proposed_at INTEGER NOT NULL,
    decided_by BLOB REFERENCES account (id),
    decided_at INTEGER,
    answer TEXT NOT NULL
);
CREATE UNIQUE INDEX credit_override_open ON credit_override (application_id) WHERE state = 'proposed';
CREATE INDEX credit_override_application ON credit_override (application_id, proposed_at);
CREATE INDEX credit_override_state ON credit_override (state, proposed_at);

-- Yearly reviews of partners' limits.
CREATE TABLE credit_review (
    id BLOB PRIMARY KEY,
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    application_id BLOB NOT NULL REFERENCES application (id),
    due_at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    done_at INTEGER,
    decision_id BLOB REFERENCES credit_decision (id)
);
CREATE UNIQUE INDEX credit_review_open ON credit_review (tenant_id) WHERE done_at IS NULL;
CREATE INDEX credit_review_application ON credit_review (application_id, opened_at);
CREATE INDEX credit_review_due ON credit_review (done_at, due_at);
