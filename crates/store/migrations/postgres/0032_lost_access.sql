-- Requests of people who have lost every way into their account (02 §4). A name nobody has gets a
-- row like any other, without an account.
CREATE TABLE lost_access (
    id UUID PRIMARY KEY,
    reference TEXT NOT NULL,
    account_id UUID REFERENCES account (id),
    sign_in_name TEXT NOT NULL,
    full_name TEXT NOT NULL,
    company_name TEXT NOT NULL,
    new_email TEXT NOT NULL,
    new_mobile TEXT NOT NULL,
    reason TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('received', 'endorsed', 'waiting', 'ready', 'done', 'refused', 'cancelled', 'expired')),
    received_at BIGINT NOT NULL,
    endorsed_by UUID REFERENCES account (id),
    endorsed_at BIGINT,
    endorsement TEXT NOT NULL,
    approved_by UUID REFERENCES account (id),
    approved_at BIGINT,
    ready_at BIGINT,
    -- Hash of the token that stops it; it is in mails to whoever can still be reached.
    stop_hash BYTEA NOT NULL,
    -- Hash of the token in the one mail to the new mailbox, and until when it is good.
    link_hash BYTEA,
    link_until BIGINT,
    code_hash BYTEA,
    code_sent_at BIGINT,
    code_wrong BIGINT NOT NULL,
    code_sends BIGINT NOT NULL,
    closed_by UUID REFERENCES account (id),
    closed_at BIGINT,
    -- Why it was refused; empty otherwise.
    answer TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX lost_access_reference ON lost_access (reference);
CREATE UNIQUE INDEX lost_access_stop ON lost_access (stop_hash);
CREATE UNIQUE INDEX lost_access_link ON lost_access (link_hash) WHERE link_hash IS NOT NULL;
CREATE INDEX lost_access_state ON lost_access (state, received_at);
CREATE INDEX lost_access_closed ON lost_access (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX lost_access_email ON lost_access (new_email);
CREATE INDEX lost_access_account ON lost_access (account_id);
-- Two cannot end up with the same account: only one gets as far as the wait.
CREATE UNIQUE INDEX lost_access_waiting ON lost_access (account_id) WHERE state IN ('waiting', 'ready');

-- Their papers. The bytes lie elsewhere, sealed.
CREATE TABLE lost_access_paper (
    id UUID PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES lost_access (id),
    kind TEXT NOT NULL CHECK (kind IN ('letter', 'proof')),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    storage_key TEXT NOT NULL,
    scan TEXT NOT NULL CHECK (scan IN ('none', 'pending', 'clean', 'infected', 'failed')),
    scan_note TEXT NOT NULL
);
CREATE INDEX lost_access_paper_request ON lost_access_paper (request_id);
CREATE INDEX lost_access_paper_scan ON lost_access_paper (scan) WHERE scan IN ('none', 'pending');

-- Calls to numbers that were held before.
CREATE TABLE lost_access_call (
    id UUID PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES lost_access (id),
    number TEXT NOT NULL,
    -- Where the number comes from: a field of the application, or the account's own mobile.
    source TEXT NOT NULL,
    reached TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('confirmed', 'not-reached', 'denied')),
    note TEXT NOT NULL,
    called_by UUID NOT NULL REFERENCES account (id),
    called_at BIGINT NOT NULL
);
CREATE INDEX lost_access_call_request ON lost_access_call (request_id, called_at);
