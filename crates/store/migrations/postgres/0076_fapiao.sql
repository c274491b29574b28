-- VAT invoices (fapiao): the tax documents beside invoices. A partner asks for a blue one, the operator issues
-- or refuses it; what is given back later of an invoice that has one is due as a red one. Days are local
-- ones, ISO; amounts are minor units, above zero for red ones too.
CREATE TABLE fapiao (
    id UUID PRIMARY KEY,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    invoice_id UUID NOT NULL REFERENCES invoice (id),
    letter TEXT NOT NULL CHECK (letter IN ('blue', 'red')),
    kind TEXT NOT NULL CHECK (kind IN ('ordinary', 'special')),
    -- The blue one a red one takes something off, and what gives it back.
    original_id UUID REFERENCES fapiao (id),
    credit_note_id UUID REFERENCES credit_note (id),
    adjustment_id UUID REFERENCES bill_adjustment (id),
    waived_charge_id UUID REFERENCES finance_charge (id),
    -- The day of what it is about: it bears none before that.
    earliest_on TEXT NOT NULL,
    -- While a blue one waits, what is left of the invoice.
    before_tax BIGINT NOT NULL CHECK (before_tax >= 0),
    tax BIGINT NOT NULL CHECK (tax >= 0),
    -- What it prints of the buyer, as it was when it was asked for.
    title TEXT NOT NULL,
    tax_id TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    bank_account TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    -- Where it is sent.
    email TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('requested', 'issued', 'refused', 'withdrawn')),
    -- Of a red one, whoever gave something back.
    asked_by UUID NOT NULL REFERENCES account (id),
    asked_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    number TEXT CHECK (length(number) = 20),
    issued_on TEXT,
    decided_by UUID REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at BIGINT,
    -- Why it was refused.
    reason TEXT NOT NULL,
    CHECK ((state = 'issued') = (number IS NOT NULL) AND (state = 'issued') = (issued_on IS NOT NULL)),
    CHECK (state <> 'issued' OR before_tax > 0),
    CHECK ((letter = 'red') = (original_id IS NOT NULL)),
    CHECK ((letter = 'red') = (COALESCE(credit_note_id, adjustment_id, waived_charge_id) IS NOT NULL)),
    CHECK (letter = 'blue' OR state IN ('requested', 'issued'))
);
-- An invoice has one, or one is asked for.
CREATE UNIQUE INDEX fapiao_live ON fapiao (invoice_id) WHERE letter = 'blue' AND state IN ('requested', 'issued');
CREATE UNIQUE INDEX fapiao_number ON fapiao (number) WHERE number IS NOT NULL;
-- What gives back makes one due.
CREATE UNIQUE INDEX fapiao_note ON fapiao (credit_note_id) WHERE credit_note_id IS NOT NULL;
CREATE UNIQUE INDEX fapiao_adjustment ON fapiao (adjustment_id) WHERE adjustment_id IS NOT NULL;
CREATE UNIQUE INDEX fapiao_waiver ON fapiao (waived_charge_id) WHERE waived_charge_id IS NOT NULL;
CREATE INDEX fapiao_invoice ON fapiao (invoice_id, asked_at);
CREATE INDEX fapiao_state ON fapiao (state, asked_at, id);

CREATE TRIGGER fapiao_no_update BEFORE UPDATE ON fapiao
FOR EACH ROW WHEN (OLD.state <> 'requested') EXECUTE FUNCTION refuse_change('VAT invoices are immutable');
CREATE TRIGGER fapiao_no_change BEFORE UPDATE OF id, partner_id, invoice_id, letter, kind, original_id, credit_note_id, adjustment_id, waived_charge_id, earliest_on, title, tax_id, bank_name, bank_account, address, phone, email, asked_by, asked_name, asked_at ON fapiao
FOR EACH ROW EXECUTE FUNCTION refuse_change('VAT invoices are immutable');
CREATE TRIGGER fapiao_no_delete BEFORE DELETE ON fapiao
FOR EACH ROW EXECUTE FUNCTION refuse_change('VAT invoices are immutable');
CREATE TRIGGER fapiao_no_truncate BEFORE TRUNCATE ON fapiao
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('VAT invoices are immutable');
