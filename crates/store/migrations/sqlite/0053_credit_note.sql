-- Credit notes: what of an invoice is not owed after all. One person proposes, another decides; an
-- issued one has a number of a series of its own, without gaps. Amounts are minor units.
CREATE TABLE credit_note (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    invoice_id BLOB NOT NULL REFERENCES invoice (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'issued', 'declined', 'withdrawn')),
    number TEXT,
    issued_on TEXT,
    before_tax INTEGER NOT NULL CHECK (before_tax > 0),
    tax INTEGER NOT NULL CHECK (tax >= 0),
    reason TEXT NOT NULL,
    proposed_by BLOB NOT NULL REFERENCES account (id),
    proposed_name TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    decided_by BLOB REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at INTEGER,
    decision_reason TEXT NOT NULL,
    CHECK (state <> 'issued' OR (number IS NOT NULL AND decided_by <> proposed_by))
);
CREATE UNIQUE INDEX credit_note_number ON credit_note (number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX credit_note_open ON credit_note (invoice_id) WHERE state = 'proposed';
CREATE INDEX credit_note_invoice ON credit_note (invoice_id, state);
CREATE INDEX credit_note_partner ON credit_note (partner_id, state);

ALTER TABLE ledger_transaction ADD COLUMN credit_note_id BLOB REFERENCES credit_note (id);

CREATE TRIGGER credit_note_no_update BEFORE UPDATE ON credit_note WHEN OLD.state <> 'proposed'
BEGIN SELECT RAISE(ABORT, 'credit notes are immutable'); END;
CREATE TRIGGER credit_note_no_delete BEFORE DELETE ON credit_note
BEGIN SELECT RAISE(ABORT, 'credit notes are immutable'); END;
