-- What every command writes: idempotency, audit, outbox.
CREATE TABLE idempotency_key (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    input_hash BLOB NOT NULL,
    outcome TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

CREATE TABLE audit_chain (
    chain BLOB PRIMARY KEY,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL
);

CREATE TABLE audit_entry (
    chain BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('visitor', 'user', 'staff', 'system')),
    actor BLOB,
    actor_name TEXT NOT NULL,
    ip TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed', 'in-progress')),
    correlation BLOB NOT NULL,
    detail TEXT NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (chain, sequence)
);
CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_subject ON audit_entry (subject, at);

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;

CREATE TABLE outbox (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL,
    dedupe TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    available_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    lease_owner BLOB,
    lease_until INTEGER NOT NULL,
    done_at INTEGER,
    failed_at INTEGER,
    last_error TEXT,
    correlation BLOB NOT NULL
);
CREATE UNIQUE INDEX outbox_dedupe ON outbox (dedupe);
CREATE INDEX outbox_due ON outbox (available_at) WHERE done_at IS NULL AND failed_at IS NULL;

-- What left the house. The body is kept only by the embedded default, which has no other peer.
CREATE TABLE message (
    id BLOB PRIMARY KEY,
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'sms', 'voice')),
    code TEXT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT,
    sent_at INTEGER NOT NULL
);
CREATE INDEX message_sent_at ON message (sent_at);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Identity.
CREATE TABLE tenant (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('operator', 'partner', 'customer', 'sandbox-partner', 'sandbox-customer')),
    name TEXT NOT NULL,
    domain TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX tenant_domain ON tenant (domain);

CREATE TABLE account (
    id BLOB PRIMARY KEY,
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
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
    temporary_until INTEGER,
    failures INTEGER NOT NULL,
    locked_until INTEGER,
    totp_secret BLOB,
    totp_confirmed_at INTEGER,
    totp_last_step INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX account_sign_in_name ON account (sign_in_name);
CREATE INDEX account_tenant ON account (tenant_id);

CREATE TABLE staff_role (
    account_id BLOB NOT NULL REFERENCES account (id),
    role TEXT NOT NULL CHECK (role IN ('reviewer', 'credit-analyst', 'credit-lead', 'catalogue-manager', 'billing-operator', 'support-agent', 'auditor', 'platform-admin')),
    PRIMARY KEY (account_id, role)
);

CREATE TABLE password_history (
    account_id BLOB NOT NULL REFERENCES account (id),
    password_hash TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, set_at)
);

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    id BLOB NOT NULL,
    account_id BLOB NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    mfa_at INTEGER,
    mfa_failures INTEGER NOT NULL,
    ip TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    ended_at INTEGER
);
CREATE INDEX session_account ON session (account_id);

-- How often somebody tried something: sign-ins and codes per address and per number.
CREATE TABLE attempt (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL
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
    joined_at INTEGER NOT NULL
);

CREATE TABLE registration (
    id BLOB PRIMARY KEY,
    cookie_hash BLOB NOT NULL,
    reference TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'identified', 'details', 'challenge', 'locked', 'verified', 'creating', 'created', 'done', 'expired', 'blocked')),
    language TEXT NOT NULL,
    ip TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    touched_at INTEGER NOT NULL,
    domain TEXT,
    domain_reserved_until INTEGER,
    phone TEXT,
    phone_verified_at INTEGER,
    challenge_method TEXT,
    challenge_code_hash BLOB,
    challenge_sent_at INTEGER,
    challenge_wrong INTEGER NOT NULL,
    challenge_dead INTEGER NOT NULL,
    challenge_sends INTEGER NOT NULL,
    challenge_locks INTEGER NOT NULL,
    locked_until INTEGER,
    tenant_id BLOB REFERENCES tenant (id),
    account_id BLOB REFERENCES account (id),
    sealed_secret BLOB,
    secret_until INTEGER,
    revealed_at INTEGER,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX registration_cookie ON registration (cookie_hash);
CREATE UNIQUE INDEX registration_reference ON registration (reference);
CREATE UNIQUE INDEX registration_domain ON registration (domain);

-- What was typed, one row a field: registrations and applications alike.
CREATE TABLE answer (
    owner_id BLOB NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (owner_id, field)
);

-- Enrolment: application.
CREATE TABLE application (
    id BLOB PRIMARY KEY,
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    reference TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'in-review', 'information-requested', 'approved', 'rejected', 'provisioning', 'active', 'withdrawn', 'lapsed')),
    model TEXT NOT NULL,
    legal_name TEXT NOT NULL,
    credit_code TEXT,
    network_id TEXT,
    reviewer_id BLOB REFERENCES account (id),
    credit_limit INTEGER,
    currency TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    submitted_at INTEGER,
    decided_at INTEGER,
    signed_at INTEGER,
    active_at INTEGER,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX application_reference ON application (reference);
CREATE UNIQUE INDEX application_open ON application (tenant_id) WHERE state NOT IN ('rejected', 'withdrawn', 'lapsed');
CREATE UNIQUE INDEX application_credit_code ON application (credit_code, model) WHERE credit_code IS NOT NULL AND state IN ('submitted', 'in-review', 'information-requested', 'approved', 'provisioning', 'active');
CREATE UNIQUE INDEX application_network_id ON application (network_id) WHERE network_id IS NOT NULL AND state IN ('submitted', 'in-review', 'information-requested', 'approved', 'provisioning', 'active');
CREATE INDEX application_newest ON application (tenant_id, created_at DESC, id);
CREATE INDEX application_queue ON application (state, submitted_at);
CREATE INDEX application_submitted ON application (submitted_at, id) WHERE submitted_at IS NOT NULL;

CREATE TABLE application_check (
    application_id BLOB NOT NULL REFERENCES application (id),
    kind TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('not-started', 'pending', 'passed', 'failed', 'waived')),
    evidence TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at INTEGER,
    PRIMARY KEY (application_id, kind)
);

CREATE TABLE document (
    id BLOB PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES application (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    storage_key TEXT NOT NULL,
    uploaded_at INTEGER NOT NULL,
    removed_at INTEGER
);
CREATE INDEX document_application ON document (application_id);

CREATE TABLE confirmation (
    token_hash BLOB PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES application (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('mailbox', 'approval')),
    email TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    answered_at INTEGER,
    answer TEXT
);
CREATE INDEX confirmation_application ON confirmation (application_id);

CREATE TABLE credit_decision (
    id BLOB PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES application (id),
    result TEXT NOT NULL CHECK (result IN ('pass', 'refer', 'fail')),
    credit_limit INTEGER NOT NULL,
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    analyst_id BLOB NOT NULL REFERENCES account (id),
    decided_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL
);
CREATE INDEX credit_decision_application ON credit_decision (application_id, decided_at);

CREATE TABLE signature (
    id BLOB PRIMARY KEY,
    application_id BLOB NOT NULL REFERENCES application (id),
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    text_id TEXT NOT NULL,
    text_version TEXT NOT NULL,
    text_language TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    record TEXT NOT NULL,
    signed_at INTEGER NOT NULL,
    anchor_day INTEGER NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL
);
CREATE UNIQUE INDEX signature_application ON signature (application_id, text_id, text_version);
CREATE UNIQUE INDEX signature_hash ON signature (hash);
CREATE INDEX signature_tenant ON signature (tenant_id);

CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature
BEGIN SELECT RAISE(ABORT, 'signatures are immutable'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'signatures are immutable'); END;

CREATE TABLE signed_copy (
    signature_id BLOB NOT NULL REFERENCES signature (id),
    language TEXT NOT NULL,
    storage_key TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (signature_id, language)
);
CREATE INDEX signed_copy_sha256 ON signed_copy (sha256);

-- The partner account and what provisioning builds.
CREATE TABLE partner (
    tenant_id BLOB PRIMARY KEY REFERENCES tenant (id),
    status TEXT NOT NULL CHECK (status IN ('provisioning', 'active', 'suspended-payment', 'suspended-profile', 'suspended-abuse', 'terminating', 'terminated')),
    model TEXT NOT NULL,
    may_resell BOOLEAN NOT NULL,
    network_id TEXT NOT NULL,
    credit_code TEXT NOT NULL,
    signed_at INTEGER NOT NULL,
    active_at INTEGER
);

CREATE TABLE provisioning_task (
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    attempts INTEGER NOT NULL,
    last_error TEXT,
    done_at INTEGER,
    PRIMARY KEY (tenant_id, name)
);

CREATE TABLE security_group (
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    id BLOB NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

CREATE TABLE billing_account (
    tenant_id BLOB PRIMARY KEY REFERENCES tenant (id),
    currency TEXT NOT NULL,
    anchor_day INTEGER NOT NULL CHECK (anchor_day BETWEEN 1 AND 31),
    signed_on TEXT NOT NULL,
    first_billing_date TEXT NOT NULL,
    payment_terms_days INTEGER NOT NULL,
    credit_limit INTEGER NOT NULL
);

CREATE TABLE entitlement (
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

CREATE TABLE profile_field (
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    profile TEXT NOT NULL CHECK (profile IN ('legal', 'billing', 'organisation', 'support')),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (tenant_id, profile, field)
);

CREATE TABLE checklist_item (
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    done_at INTEGER,
    done_by TEXT NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
