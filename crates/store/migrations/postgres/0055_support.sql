-- Support requests of partners, about the partner centre or for a customer.
CREATE TABLE support_request (
    id UUID PRIMARY KEY,
    -- Fifteen digits, as people and programs name it.
    number TEXT NOT NULL,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL CHECK (kind IN ('partner', 'customer', 'inquiry')),
    customer_id UUID REFERENCES customer (id),
    topic TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('critical', 'moderate', 'minimal')),
    state TEXT NOT NULL CHECK (state IN ('new', 'open', 'waiting', 'resolved', 'closed', 'cancelled')),
    summary TEXT NOT NULL,
    details TEXT NOT NULL,
    effect TEXT NOT NULL,
    tried TEXT NOT NULL,
    related TEXT NOT NULL,
    phone TEXT NOT NULL,
    consents BOOLEAN NOT NULL,
    -- Who wrote it: an account or a program.
    reporter_id UUID NOT NULL,
    reporter_name TEXT NOT NULL,
    reporter_email TEXT NOT NULL,
    language TEXT NOT NULL,
    assignee_id UUID REFERENCES account (id),
    assignee_name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    -- Until when it has to be answered; none while nobody waits for the operator.
    due_at BIGINT,
    answered_at BIGINT,
    waiting_since BIGINT,
    reminded BIGINT NOT NULL,
    resolved_at BIGINT,
    closed_at BIGINT,
    improper_at BIGINT,
    improper_why TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX support_request_number ON support_request (number);
CREATE INDEX support_request_partner ON support_request (partner_id, kind, changed_at DESC, id);
CREATE INDEX support_request_customer ON support_request (customer_id, changed_at DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX support_request_queue ON support_request (due_at, id) WHERE state IN ('new', 'open');
CREATE INDEX support_request_state ON support_request (state, changed_at DESC, id);
CREATE INDEX support_request_improper ON support_request (partner_id, improper_at) WHERE improper_at IS NOT NULL;

-- What was written and what happened, in order.
CREATE TABLE support_line (
    request_id UUID NOT NULL REFERENCES support_request (id),
    place BIGINT NOT NULL,
    at BIGINT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('partner', 'staff', 'customer', 'system')),
    author TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('message', 'note', 'step')),
    text TEXT NOT NULL,
    PRIMARY KEY (request_id, place)
);

-- Files. The bytes lie elsewhere, sealed.
CREATE TABLE support_file (
    id UUID PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES support_request (id),
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    storage_key TEXT NOT NULL,
    scan TEXT NOT NULL CHECK (scan IN ('none', 'pending', 'clean', 'infected', 'failed')),
    scan_note TEXT NOT NULL
);
CREATE INDEX support_file_request ON support_file (request_id);
CREATE INDEX support_file_scan ON support_file (scan) WHERE scan IN ('none', 'pending');
