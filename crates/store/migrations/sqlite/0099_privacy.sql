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
-- Answers, messages and notes of a closed application are gone; the decision stays.
ALTER TABLE application ADD COLUMN erased_at INTEGER;

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

-- Entries of the audit log whose words about people are gone. `attested_by` is the entry of the same
-- chain that says so, with a hash over all the entries it names.
CREATE TABLE audit_redaction (
    chain BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    attested_by INTEGER NOT NULL,
    PRIMARY KEY (chain, sequence)
);
CREATE TRIGGER audit_redaction_no_update BEFORE UPDATE ON audit_redaction
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;
CREATE TRIGGER audit_redaction_no_delete BEFORE DELETE ON audit_redaction
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;

-- An entry may lose what it says about people, and nothing else, once its redaction is written down.
DROP TRIGGER audit_entry_no_update;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
WHEN NOT (
    NEW.chain = OLD.chain AND NEW.sequence = OLD.sequence AND NEW.at = OLD.at
    AND NEW.actor_kind = OLD.actor_kind AND NEW.action = OLD.action AND NEW.outcome = OLD.outcome
    AND NEW.correlation = OLD.correlation AND NEW.previous_hash = OLD.previous_hash
    AND NEW.hash = OLD.hash AND NEW.actor IS NULL AND NEW.actor_name = '' AND NEW.ip = ''
    AND NEW.subject = '' AND NEW.detail = ''
    AND EXISTS (SELECT 1 FROM audit_redaction r WHERE r.chain = OLD.chain AND r.sequence = OLD.sequence)
)
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;

-- Jobs that are done keep what they were about only for a while.
CREATE INDEX outbox_done ON outbox (done_at) WHERE payload <> '';
CREATE INDEX session_created ON session (created_at);
