-- Disputes: a partner says that something of an invoice is not owed. Until it ends, the disputed sum bears
-- no finance charge and suspends nobody. Days are local ones, ISO; amounts are minor units.
CREATE TABLE dispute (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    invoice_id BLOB NOT NULL REFERENCES invoice (id),
    -- The line, or 0 for the invoice as a whole.
    line INTEGER NOT NULL CHECK (line >= 0),
    before_tax INTEGER NOT NULL CHECK (before_tax > 0),
    tax INTEGER NOT NULL CHECK (tax >= 0),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused', 'withdrawn')),
    opened_on TEXT NOT NULL,
    opened_by BLOB NOT NULL REFERENCES account (id),
    opened_name TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    -- From this day on nothing is disputed: refused, taken back, or given back by a credit note.
    ended_on TEXT,
    decided_by BLOB REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at INTEGER,
    answer TEXT NOT NULL,
    -- The credit note that gives it back, proposed or issued.
    credit_note_id BLOB REFERENCES credit_note (id),
    CHECK ((state = 'accepted') = (credit_note_id IS NOT NULL))
);
-- What was refused is not disputed again.
CREATE UNIQUE INDEX dispute_line ON dispute (invoice_id, line) WHERE state <> 'withdrawn';
CREATE UNIQUE INDEX dispute_note ON dispute (credit_note_id) WHERE credit_note_id IS NOT NULL;
CREATE INDEX dispute_invoice ON dispute (invoice_id, ended_on);
CREATE INDEX dispute_partner ON dispute (partner_id, ended_on);
CREATE INDEX dispute_state ON dispute (state, opened_at);
