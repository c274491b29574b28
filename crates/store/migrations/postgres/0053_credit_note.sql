-- Credit notes: what of an invoice is not owed after all. One person proposes, another decides; an
-- issued one has a number of a series of its own, without gaps. Amounts are minor units.
CREATE TABLE credit_note (
    id UUID PRIMARY KEY,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    invoice_id UUID NOT NULL REFERENCES invoice (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'issued', 'declined', 'withdrawn')),
    number TEXT,
    issued_on TEXT,
    before_tax BIGINT NOT NULL CHECK (before_tax > 0),
    tax BIGINT NOT NULL CHECK (tax >= 0),
    reason TEXT NOT NULL,
    proposed_by UUID NOT NULL REFERENCES account (id),
    proposed_name TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at BIGINT,
    decision_reason TEXT NOT NULL,
    CHECK (state <> 'issued' OR (number IS NOT NULL AND decided_by <> proposed_by))
);
CREATE UNIQUE INDEX credit_note_number ON credit_note (number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX credit_note_open ON credit_note (invoice_id) WHERE state = 'proposed';
CREATE INDEX credit_note_invoice ON credit_note (invoice_id, state);
CREATE INDEX credit_note_partner ON credit_note (partner_id, state);

ALTER TABLE ledger_transaction ADD COLUMN credit_note_id UUID REFERENCES credit_note (id);

CREATE TRIGGER credit_note_no_update BEFORE UPDATE ON credit_note
FOR EACH ROW WHEN (OLD.state <> 'proposed') EXECUTE FUNCTION refuse_change('credit notes are immutable');
CREATE TRIGGER credit_note_no_delete BEFORE DELETE ON credit_note
FOR EACH ROW EXECUTE FUNCTION refuse_change('credit notes are immutable');
CREATE TRIGGER credit_note_no_truncate BEFORE TRUNCATE ON credit_note
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('credit notes are immutable');
