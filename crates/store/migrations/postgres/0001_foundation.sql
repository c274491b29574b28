-- What every command writes: idempotency, audit, outbox.
CREATE TABLE idempotency_key (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    input_hash BYTEA NOT NULL,
    outcome TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

CREATE TABLE audit_chain (
    chain UUID PRIMARY KEY,
    sequence BIGINT NOT NULL,
    hash BYTEA NOT NULL
);

CREATE TABLE audit_entry (
    chain UUID NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('visitor', 'user', 'staff', 'system')),
    actor UUID,
    actor_name TEXT NOT NULL,
    ip TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed', 'in-progress')),
    correlation UUID NOT NULL,
    detail TEXT NOT NULL,
    previous_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (chain, sequence)
);
CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_subject ON audit_entry (subject, at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END;
$$;

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION refuse_change('audit entries are append-only');
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION refuse_change('audit entries are append-only');
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('audit entries are append-only');

CREATE TABLE outbox (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL,
    dedupe TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    available_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lease_owner UUID,
    lease_until BIGINT NOT NULL,
    done_at BIGINT,
    failed_at BIGINT,
    last_error TEXT,
    correlation UUID NOT NULL
);
CREATE UNIQUE INDEX outbox_dedupe ON outbox (dedupe);
CREATE INDEX outbox_due ON outbox (available_at) WHERE done_at IS NULL AND failed_at IS NULL;

-- What left the house. The body is kept only by the embedded default, which has no other peer.
CREATE TABLE message (
    id UUID PRIMARY KEY,
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'sms', 'voice')),
    code TEXT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT,
    sent_at BIGINT NOT NULL
);
CREATE INDEX message_sent_at ON message (sent_at);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Identity.
CREATE TABLE tenant (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('operator', 'partner', 'customer', 'sandbox-partner', 'sandbox-customer')),
    name TEXT NOT NULL,
    domain TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX tenant_domain ON tenant (domain);

CREATE TABLE account (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    sign_in_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    title TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    mobile TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('invited', 'active', 'blocked', 'deleted')),
    agent_setting TEXT NOT NULL CHECK (agent_setting IN ('none', 'admin-agent', 'sales-agent', 'helpdesk-agent')),
    admin_setting TEXT NOT NULL CHECK (admin_setting IN ('none', 'global-admin', 'billing-admin', 'user-management-admin')),
    password_hash TEXT NOT NULL,
    temporary_until BIGINT,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    totp_secret BYTEA,
    totp_confirmed_at BIGINT,
    totp_last_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_sign_in_name ON account (sign_in_name);
CREATE INDEX account_tenant ON account (tenant_id);

CREATE TABLE staff_role (
    account_id UUID NOT NULL REFERENCES account (id),
    role TEXT NOT NULL CHECK (role IN ('reviewer', 'credit-analyst', 'credit-lead', 'catalogue-manager', 'billing-operator', 'support-agent', 'auditor', 'platform-admin')),
    PRIMARY KEY (account_id, role)
);

CREATE TABLE password_history (
    account_id UUID NOT NULL REFERENCES account (id),
    password_hash TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, set_at)
);

CREATE TABLE session (
    token_hash BYTEA PRIMARY KEY,
    id UUID NOT NULL,
    account_id UUID NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    mfa_at BIGINT,
    mfa_failures BIGINT NOT NULL,
    ip TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX session_account ON session (account_id);

-- How often somebody tried something: sign-ins and codes per address and per number.
CREATE TABLE attempt (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX attempt_recent ON attempt (kind, source, at);

-- Enrolment: registration.
CREATE TABLE network_member (
    network_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('headquarters', 'location')),
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    joined_at BIGINT NOT NULL
);

CREATE TABLE registration (
    id UUID PRIMARY KEY,
    cookie_hash BYTEA NOT NULL,
    reference TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'identified', 'details', 'challenge', 'locked', 'verified', 'creating', 'created', 'done', 'expired', 'blocked')),
    language TEXT NOT NULL,
    ip TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,
    domain TEXT,
    domain_reserved_until BIGINT,
    phone TEXT,
    phone_verified_at BIGINT,
    challenge_method TEXT,
    challenge_code_hash BYTEA,
    challenge_sent_at BIGINT,
    challenge_wrong BIGINT NOT NULL,
    challenge_dead BIGINT NOT NULL,
    challenge_sends BIGINT NOT NULL,
    challenge_locks BIGINT NOT NULL,
    locked_until BIGINT,
    tenant_id UUID REFERENCES tenant (id),
    account_id UUID REFERENCES account (id),
    sealed_secret BYTEA,
    secret_until BIGINT,
    revealed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX registration_cookie ON registration (cookie_hash);
CREATE UNIQUE INDEX registration_reference ON registration (reference);
CREATE UNIQUE INDEX registration_domain ON registration (domain);

-- What was typed, one row a field: registrations and applications alike.
CREATE TABLE answer (
    owner_id UUID NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (owner_id, field)
);

-- Enrolment: application.
CREATE TABLE application (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    reference TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'in-review', 'information-requested', 'approved', 'rejected', 'provisioning', 'active', 'withdrawn', 'lapsed')),
    model TEXT NOT NULL,
    legal_name TEXT NOT NULL,
    credit_code TEXT,
    network_id TEXT,
    reviewer_id UUID REFERENCES account (id),
    credit_limit BIGINT,
    currency TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    submitted_at BIGINT,
    decided_at BIGINT,
    signed_at BIGINT,
    active_at BIGINT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX application_reference ON application (reference);
CREATE UNIQUE INDEX application_open ON application (tenant_id) WHERE state NOT IN ('rejected', 'withdrawn', 'lapsed');
CREATE UNIQUE INDEX application_credit_code ON application (credit_code, model) WHERE credit_code IS NOT NULL AND state IN ('submitted', 'in-review', 'information-requested', 'approved', 'provisioning', 'active');
CREATE UNIQUE INDEX application_network_id ON application (network_id) WHERE network_id IS NOT NULL AND state IN ('submitted', 'in-review', 'information-requested', 'approved', 'provisioning', 'active');
CREATE INDEX application_newest ON application (tenant_id, created_at DESC, id);
CREATE INDEX application_queue ON application (state, submitted_at);
CREATE INDEX application_submitted ON application (submitted_at, id) WHERE submitted_at IS NOT NULL;

CREATE TABLE application_check (
    application_id UUID NOT NULL REFERENCES application (id),
    kind TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('not-started', 'pending', 'passed', 'failed', 'waived')),
    evidence TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at BIGINT,
    PRIMARY KEY (application_id, kind)
);

CREATE TABLE document (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    storage_key TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX document_application ON document (application_id);

CREATE TABLE confirmation (
    token_hash BYTEA PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('mailbox', 'approval')),
    email TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    answered_at BIGINT,
    answer TEXT
);
CREATE INDEX confirmation_application ON confirmation (application_id);

CREATE TABLE credit_decision (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    result TEXT NOT NULL CHECK (result IN ('pass', 'refer', 'fail')),
    credit_limit BIGINT NOT NULL,
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    analyst_id UUID NOT NULL REFERENCES account (id),
    decided_at BIGINT NOT NULL,
    valid_until BIGINT NOT NULL
);
CREATE INDEX credit_decision_application ON credit_decision (application_id, decided_at);

CREATE TABLE signature (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    text_id TEXT NOT NULL,
    text_version TEXT NOT NULL,
    text_language TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    record TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    anchor_day BIGINT NOT NULL,
    previous_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL
);
CREATE UNIQUE INDEX signature_application ON signature (application_id, text_id, text_version);
CREATE UNIQUE INDEX signature_hash ON signature (hash);
CREATE INDEX signature_tenant ON signature (tenant_id);

CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature
FOR EACH ROW EXECUTE FUNCTION refuse_change('signatures are immutable');
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
FOR EACH ROW EXECUTE FUNCTION refuse_change('signatures are immutable');
CREATE TRIGGER signature_no_truncate BEFORE TRUNCATE ON signature
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('signatures are immutable');

CREATE TABLE signed_copy (
    signature_id UUID NOT NULL REFERENCES signature (id),
    language TEXT NOT NULL,
    storage_key TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (signature_id, language)
);
CREATE INDEX signed_copy_sha256 ON signed_copy (sha256);

-- The partner account and what provisioning builds.
CREATE TABLE partner (
    tenant_id UUID PRIMARY KEY REFERENCES tenant (id),
    status TEXT NOT NULL CHECK (status IN ('provisioning', 'active', 'suspended-payment', 'suspended-profile', 'suspended-abuse', 'terminating', 'terminated')),
    model TEXT NOT NULL,
    may_resell BOOLEAN NOT NULL,
    network_id TEXT NOT NULL,
    credit_code TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    active_at BIGINT
);

CREATE TABLE provisioning_task (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    attempts BIGINT NOT NULL,
    last_error TEXT,
    done_at BIGINT,
    PRIMARY KEY (tenant_id, name)
);

CREATE TABLE security_group (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    id UUID NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

CREATE TABLE billing_account (
    tenant_id UUID PRIMARY KEY REFERENCES tenant (id),
    currency TEXT NOT NULL,
    anchor_day BIGINT NOT NULL CHECK (anchor_day BETWEEN 1 AND 31),
    signed_on TEXT NOT NULL,
    first_billing_date TEXT NOT NULL,
    payment_terms_days BIGINT NOT NULL,
    credit_limit BIGINT NOT NULL
);

CREATE TABLE entitlement (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

CREATE TABLE profile_field (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    profile TEXT NOT NULL CHECK (profile IN ('legal', 'billing', 'organisation', 'support')),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (tenant_id, profile, field)
);

CREATE TABLE checklist_item (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    done_at BIGINT,
    done_by TEXT NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
