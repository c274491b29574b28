-- Which version of an agreement is signed, from when: the acts of publishing it.
CREATE TABLE agreement_publication (
    id UUID PRIMARY KEY,
    text_id TEXT NOT NULL,
    version TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'withdrawn')),
    -- Its place in the order of publications; none before it was approved.
    number BIGINT,
    effective_on TEXT NOT NULL,
    effective_at BIGINT,
    resign BOOLEAN NOT NULL,
    -- SHA-256 of the text in each language, as JSON: what was published, whatever lies in the folder.
    hashes TEXT NOT NULL,
    proposed_by UUID REFERENCES account (id),
    proposed_name TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    approved_name TEXT NOT NULL,
    approved_at BIGINT,
    withdrawn_name TEXT NOT NULL,
    withdrawn_at BIGINT
);
CREATE UNIQUE INDEX agreement_publication_version ON agreement_publication (text_id, version) WHERE state <> 'withdrawn';
CREATE UNIQUE INDEX agreement_publication_proposed ON agreement_publication (text_id) WHERE state = 'proposed';
CREATE UNIQUE INDEX agreement_publication_number ON agreement_publication (text_id, number) WHERE state = 'approved';

-- Number of the publication the partner signed last, and of the last it was asked to sign; 0 is what
-- was in force before anything was published here.
ALTER TABLE partner ADD COLUMN agreement_signed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE partner ADD COLUMN agreement_asked BIGINT NOT NULL DEFAULT 0;
-- From this moment new orders wait for a signature; none while nothing is to be signed.
ALTER TABLE partner ADD COLUMN orders_blocked_from BIGINT;
CREATE INDEX partner_asked ON partner (agreement_asked, tenant_id);
CREATE INDEX partner_setting_up ON partner (signed_at) WHERE status = 'provisioning';

-- Who has to sign a version again, and what became of it.
CREATE TABLE agreement_duty (
    publication_id UUID NOT NULL REFERENCES agreement_publication (id),
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    -- Notices so far, and when the next one is due.
    told BIGINT NOT NULL,
    next_notice_at BIGINT,
    closed_at BIGINT,
    outcome TEXT CHECK (outcome IN ('signed', 'superseded', 'ended')),
    signature_id UUID REFERENCES signature (id),
    PRIMARY KEY (publication_id, tenant_id)
);
CREATE UNIQUE INDEX agreement_duty_open ON agreement_duty (tenant_id) WHERE closed_at IS NULL;
CREATE INDEX agreement_duty_notice ON agreement_duty (next_notice_at) WHERE closed_at IS NULL;

-- "Decline": the operator's work item until somebody has answered or the company signs after all.
CREATE TABLE agreement_decline (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    application_id UUID NOT NULL REFERENCES application (id),
    text_id TEXT NOT NULL,
    version TEXT NOT NULL,
    account_id UUID NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    closed_at BIGINT,
    closed_name TEXT NOT NULL,
    answer TEXT NOT NULL
);
CREATE UNIQUE INDEX agreement_decline_open ON agreement_decline (tenant_id, text_id, version) WHERE closed_at IS NULL;
CREATE INDEX agreement_decline_tenant ON agreement_decline (tenant_id, at);

-- "I am not the right person": who was asked to sign instead.
CREATE TABLE agreement_request (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    version TEXT NOT NULL,
    asked_by UUID NOT NULL REFERENCES account (id),
    asked UUID NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL
);
CREATE INDEX agreement_request_tenant ON agreement_request (tenant_id, at);

-- Every attempt at a task of setting a partner up.
CREATE TABLE provisioning_attempt (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failed')),
    error TEXT NOT NULL,
    -- Who pressed "Retry now"; empty for attempts that happened by themselves.
    by_name TEXT NOT NULL,
    correlation UUID NOT NULL
);
CREATE INDEX provisioning_attempt_tenant ON provisioning_attempt (tenant_id, at);

-- What the operator was told of a set-up that takes too long: each once.
CREATE TABLE provisioning_alert (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL CHECK (kind IN ('failing', 'late', 'escalated')),
    at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, kind)
);
