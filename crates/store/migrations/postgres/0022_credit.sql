-- Texts a company has agreed to besides the agreement it signs, with their version. `owner_id` is an
-- application.
CREATE TABLE consent (
    owner_id UUID NOT NULL,
    text_id TEXT NOT NULL,
    version TEXT NOT NULL,
    given_by UUID REFERENCES account (id),
    given_at BIGINT NOT NULL,
    PRIMARY KEY (owner_id, text_id)
);

-- A decision may come from a bureau, which is no account, and keeps what it was computed from. Of an
-- application's decisions the one with the highest number counts: two may be of the same moment.
ALTER TABLE credit_decision ALTER COLUMN analyst_id DROP NOT NULL;
ALTER TABLE credit_decision ADD COLUMN source TEXT NOT NULL DEFAULT 'analyst' CHECK (source IN ('analyst', 'bureau', 'override'));
ALTER TABLE credit_decision ADD COLUMN inputs TEXT NOT NULL DEFAULT '';
ALTER TABLE credit_decision ADD COLUMN number BIGINT;
UPDATE credit_decision SET number = numbered.number FROM
    (SELECT id, ROW_NUMBER() OVER (PARTITION BY application_id ORDER BY decided_at, id) AS number FROM credit_decision) numbered
    WHERE numbered.id = credit_decision.id;
ALTER TABLE credit_decision ALTER COLUMN number SET NOT NULL;
DROP INDEX credit_decision_application;
CREATE UNIQUE INDEX credit_decision_number ON credit_decision (application_id, number);

-- Questions to a credit bureau. The newest of an application has the highest number. `question` is what
-- every try sends; `report` is sealed; amounts are minor units of the application's currency.
CREATE TABLE credit_inquiry (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    number BIGINT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('enrolment', 'review')),
    question TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'waiting', 'answered', 'refused', 'failed', 'cancelled')),
    asked_by UUID REFERENCES account (id),
    asked_at BIGINT NOT NULL,
    accepted_at BIGINT,
    answered_at BIGINT,
    look_at BIGINT NOT NULL,
    looks BIGINT NOT NULL,
    result TEXT CHECK (result IN ('pass', 'refer', 'fail')),
    credit_limit BIGINT,
    score TEXT NOT NULL,
    reference TEXT NOT NULL,
    effect TEXT CHECK (effect IN ('decides', 'informs', 'dropped')),
    note TEXT NOT NULL,
    answer_hash BYTEA,
    report BYTEA
);
CREATE UNIQUE INDEX credit_inquiry_open ON credit_inquiry (application_id) WHERE state IN ('queued', 'waiting');
CREATE UNIQUE INDEX credit_inquiry_number ON credit_inquiry (application_id, number);
CREATE INDEX credit_inquiry_look ON credit_inquiry (state, look_at);

-- Limits granted against a decision or above policy, by two people.
CREATE TABLE credit_override (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'declined', 'withdrawn', 'outdated')),
    overridden_id UUID NOT NULL REFERENCES credit_decision (id),
    old_result TEXT NOT NULL CHECK (old_result IN ('pass', 'refer', 'fail')),
    old_limit BIGINT NOT NULL,
    new_limit BIGINT NOT NULL,
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,
    document_id UUID REFERENCES document (id),
    expires_on TEXT NOT NULL,
    proposed_by UUID NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_at BIGINT,
    answer TEXT NOT NULL
);
CREATE UNIQUE INDEX credit_override_open ON credit_override (application_id) WHERE state = 'proposed';
CREATE INDEX credit_override_application ON credit_override (application_id, proposed_at);
CREATE INDEX credit_override_state ON credit_override (state, proposed_at);

-- Yearly reviews of partners' limits.
CREATE TABLE credit_review (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    application_id UUID NOT NULL REFERENCES application (id),
    due_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    done_at BIGINT,
    decision_id UUID REFERENCES credit_decision (id)
);
CREATE UNIQUE INDEX credit_review_open ON credit_review (tenant_id) WHERE done_at IS NULL;
CREATE INDEX credit_review_application ON credit_review (application_id, opened_at);
CREATE INDEX credit_review_due ON credit_review (done_at, due_at);
