-- Documents of changes of vetted facts. Changes from before wait for the reviewer as they did.
ALTER TABLE profile_change ADD COLUMN stage TEXT NOT NULL DEFAULT 'sent' CHECK (stage IN ('awaited', 'sent', 'asked'));
CREATE INDEX profile_change_decided ON profile_change (state, decided_at) WHERE decided_at IS NOT NULL;

-- What reviewers asked and companies sent, in order.
CREATE TABLE profile_change_line (
    change_id UUID NOT NULL REFERENCES profile_change (id),
    place BIGINT NOT NULL CHECK (place > 0),
    kind TEXT NOT NULL CHECK (kind IN ('asked', 'sent')),
    at BIGINT NOT NULL,
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Kinds of documents that are asked for, with commas between them.
    kinds TEXT NOT NULL,
    PRIMARY KEY (change_id, place)
);

-- Their bytes lie elsewhere, sealed. A document goes with the company's change when that is replaced.
CREATE TABLE profile_change_document (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    change_id UUID NOT NULL REFERENCES profile_change (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    source_sha256 BYTEA NOT NULL,
    storage_key TEXT NOT NULL,
    dated_on TEXT,
    uploaded_at BIGINT NOT NULL,
    -- When the reviewer got it; what has not been sent can be removed.
    sent_at BIGINT,
    -- Removed, or its period is over: the bytes are gone.
    erased_at BIGINT,
    scan TEXT NOT NULL CHECK (scan IN ('none', 'pending', 'clean', 'infected')),
    scan_note TEXT NOT NULL
);
CREATE INDEX profile_change_document_change ON profile_change_document (change_id, uploaded_at);
CREATE INDEX profile_change_document_tenant ON profile_change_document (tenant_id, uploaded_at);
CREATE INDEX profile_change_document_scan ON profile_change_document (id) WHERE scan IN ('none', 'pending') AND erased_at IS NULL;
