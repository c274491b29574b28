-- What was erased, because its period was over or because somebody asked: how much, never what.
CREATE TABLE erasure (
    id BLOB PRIMARY KEY,
    class TEXT NOT NULL,
    items INTEGER NOT NULL,
    application_id BLOB REFERENCES application (id),
    request_id BLOB,
    at INTEGER NOT NULL
);
CREATE INDEX erasure_class ON erasure (class, at);
CREATE INDEX erasure_at ON erasure (at);

-- The row of an erased document stays with its hash, so that the same file is noticed elsewhere.
ALTER TABLE document ADD COLUMN erased_at INTEGER;
CREATE INDEX document_kept ON document (application_id) WHERE erased_at IS NULL;
-- Requests of people about their data.
CREATE TABLE privacy_request (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('report', 'erase')),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'refused')),
    email TEXT NOT NULL,
    proof TEXT NOT NULL,
    opened_by BLOB NOT NULL REFERENCES account (id),
    opened_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    closed_by BLOB REFERENCES account (id),
    closed_at INTEGER,
    answer TEXT NOT NULL,
    -- What went and what stayed, as JSON.
    outcome TEXT NOT NULL
);
CREATE UNIQUE INDEX privacy_request_open ON privacy_request (email, kind) WHERE state = 'open';
CREATE INDEX privacy_request_state ON privacy_request (state, opened_at);

-- Messages that have left stay readable in their jobs only for a while.
CREATE INDEX outbox_done ON outbox (done_at) WHERE payload <> '' AND kind IN ('mail', 'telephone', 'telephone-notice');
CREATE INDEX session_created ON session (created_at);
