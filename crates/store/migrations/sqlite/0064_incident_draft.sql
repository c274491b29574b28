-- Outages that wait for a second person: shown to the operator alone until they are confirmed.
CREATE TABLE incident_draft (
    id BLOB PRIMARY KEY,
    -- Of the incident it becomes or raises.
    number TEXT NOT NULL,
    -- Whether the incident is posted already and is only raised.
    raises BOOLEAN NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'declined', 'withdrawn')),
    title_zh_hans TEXT NOT NULL,
    title_zh_hant TEXT NOT NULL,
    title_en TEXT NOT NULL,
    text_zh_hans TEXT NOT NULL,
    text_zh_hant TEXT NOT NULL,
    text_en TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    proposed_by BLOB NOT NULL,
    proposed_name TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    decided_by BLOB,
    decided_name TEXT NOT NULL,
    decided_at INTEGER,
    -- Why it was not confirmed.
    reason TEXT NOT NULL
);
CREATE UNIQUE INDEX incident_draft_open ON incident_draft (number) WHERE state = 'proposed';
CREATE INDEX incident_draft_number ON incident_draft (number, proposed_at);
CREATE INDEX incident_draft_declined ON incident_draft (decided_at) WHERE state = 'declined';

-- The services it is about.
CREATE TABLE incident_draft_service (
    draft_id BLOB NOT NULL REFERENCES incident_draft (id),
    product_id BLOB NOT NULL,
    PRIMARY KEY (draft_id, product_id)
);
