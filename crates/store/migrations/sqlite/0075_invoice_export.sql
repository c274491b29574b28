-- Exports: all lines of an invoice as packed files, made in the background, removed after some days.
CREATE TABLE invoice_export (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    invoice_id BLOB NOT NULL REFERENCES invoice (id),
    attributes TEXT NOT NULL CHECK (attributes IN ('full', 'basic')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'ready', 'expired')),
    -- The person or program that asked.
    asked_name TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    -- When it last came forward.
    moved_at INTEGER NOT NULL,
    -- Lines the invoice has, and those written so far.
    line_count INTEGER NOT NULL CHECK (line_count >= 0),
    written INTEGER NOT NULL CHECK (written >= 0),
    -- When its files are removed: once it is ready.
    expires_at INTEGER,
    CHECK (written <= line_count)
);
-- Who asks again for what is there or on its way gets that.
CREATE UNIQUE INDEX invoice_export_live ON invoice_export (invoice_id, attributes) WHERE state <> 'expired';
CREATE INDEX invoice_export_partner ON invoice_export (partner_id, asked_at);
CREATE INDEX invoice_export_ends ON invoice_export (expires_at, id) WHERE state = 'ready';
CREATE INDEX invoice_export_stuck ON invoice_export (moved_at, id) WHERE state IN ('waiting', 'running');
CREATE INDEX invoice_export_ended ON invoice_export (moved_at) WHERE state = 'expired';

CREATE TABLE invoice_export_part (
    export_id BLOB NOT NULL REFERENCES invoice_export (id),
    -- From 1 without a gap.
    number INTEGER NOT NULL CHECK (number > 0),
    -- What binds its sealed bytes to this row.
    file_id BLOB NOT NULL,
    storage_key TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    lines INTEGER NOT NULL,
    -- Of the packed file, and unpacked.
    size INTEGER NOT NULL,
    unpacked INTEGER NOT NULL,
    PRIMARY KEY (export_id, number)
);
CREATE UNIQUE INDEX invoice_export_file ON invoice_export_part (file_id);
