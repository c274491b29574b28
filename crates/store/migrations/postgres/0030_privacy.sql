-- What was erased, because its period was over or because somebody asked: how much, never what.
CREATE TABLE erasure (
    id UUID PRIMARY KEY,
    class TEXT NOT NULL,
    items BIGINT NOT NULL,
    application_id UUID REFERENCES application (id),
    request_id UUID,
    at BIGINT NOT NULL
);
CREATE INDEX erasure_class ON erasure (class, at);
CREATE INDEX erasure_at ON erasure (at);

-- The row of an erased document stays with its hash, so that the same file is noticed elsewhere.
ALTER TABLE document ADD COLUMN erased_at BIGINT;
CREATE INDEX document_kept ON document (application_id) WHERE erased_at IS NULL;
-- Requests of people about their data.
CREATE TABLE privacy_request (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('report', 'erase')),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'refused')),
    email TEXT NOT NULL,
    proof TEXT NOT NULL,
    opened_by UUID NOT NULL REFERENCES account (id),
    opened_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    closed_by UUID REFERENCES account (id),
    closed_at BIGINT,
    answer TEXT NOT NULL,
    -- What went and what stayed, as JSON.
    outcome TEXT NOT NULL
);
CREATE UNIQUE INDEX privacy_request_open ON privacy_request (email, kind) WHERE state = 'open';
CREATE INDEX privacy_request_state ON privacy_request (state, opened_at);

-- Messages that have left stay readable in their jobs only for a while.
CREATE INDEX outbox_done ON outbox (done_at) WHERE payload <> '' AND kind IN ('mail', 'telephone', 'telephone-notice');
CREATE INDEX session_created ON session (created_at);
