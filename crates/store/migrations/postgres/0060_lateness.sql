-- What is paid late: reminders and finance charges. Days are local ones, ISO; an end is the first day
-- after. Amounts are minor units.

-- Before tax; what was issued before has none.
ALTER TABLE invoice ADD COLUMN finance_charge BIGINT NOT NULL DEFAULT 0;
CREATE INDEX invoice_due ON invoice (due_on);

-- The reminders of an invoice that have been told, by days after its due date.
CREATE TABLE invoice_reminder (
    invoice_id UUID NOT NULL REFERENCES invoice (id),
    days BIGINT NOT NULL,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    told_at BIGINT NOT NULL,
    PRIMARY KEY (invoice_id, days)
);

-- Finance charges as they stand on the invoices that charge them.
CREATE TABLE finance_charge (
    id UUID PRIMARY KEY,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    -- The invoice that charges it, and its place there from 1.
    invoice_id UUID NOT NULL REFERENCES invoice (id),
    position BIGINT NOT NULL,
    -- The invoice that was paid late.
    late_id UUID NOT NULL REFERENCES invoice (id),
    charged_from TEXT NOT NULL,
    charged_to TEXT NOT NULL,
    -- What was unpaid on each of the days.
    principal BIGINT NOT NULL CHECK (principal > 0),
    -- For a month of 30 days, hundredths of a percent.
    basis_points BIGINT NOT NULL CHECK (basis_points > 0),
    days BIGINT NOT NULL CHECK (days > 0),
    -- Below zero for one that gives another back.
    amount BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    gives_back UUID REFERENCES finance_charge (id),
    CHECK ((gives_back IS NULL AND amount > 0) OR (gives_back IS NOT NULL AND amount < 0))
);
CREATE UNIQUE INDEX finance_charge_position ON finance_charge (invoice_id, position);
CREATE UNIQUE INDEX finance_charge_given_back ON finance_charge (gives_back) WHERE gives_back IS NOT NULL;
CREATE INDEX finance_charge_partner ON finance_charge (partner_id, late_id);

-- A finance charge that is not owed after all, because somebody said so.
CREATE TABLE finance_charge_waiver (
    charge_id UUID PRIMARY KEY REFERENCES finance_charge (id),
    partner_id UUID NOT NULL REFERENCES tenant (id),
    invoice_id UUID NOT NULL REFERENCES invoice (id),
    -- The day it counts from.
    waived_on TEXT NOT NULL,
    before_tax BIGINT NOT NULL CHECK (before_tax > 0),
    tax BIGINT NOT NULL,
    reason TEXT NOT NULL,
    waived_by UUID NOT NULL REFERENCES account (id),
    waived_name TEXT NOT NULL,
    waived_at BIGINT NOT NULL
);
CREATE INDEX finance_charge_waiver_invoice ON finance_charge_waiver (invoice_id);

-- In the ledger a waiver takes something off an invoice as a credit note does, and is one of its kind.
ALTER TABLE ledger_transaction ADD COLUMN waived_charge_id UUID REFERENCES finance_charge (id);

CREATE TRIGGER finance_charge_no_update BEFORE UPDATE ON finance_charge
FOR EACH ROW EXECUTE FUNCTION refuse_change('issued bills are immutable');
CREATE TRIGGER finance_charge_no_delete BEFORE DELETE ON finance_charge
FOR EACH ROW EXECUTE FUNCTION refuse_change('issued bills are immutable');
CREATE TRIGGER finance_charge_no_truncate BEFORE TRUNCATE ON finance_charge
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('issued bills are immutable');
CREATE TRIGGER finance_charge_waiver_no_update BEFORE UPDATE ON finance_charge_waiver
FOR EACH ROW EXECUTE FUNCTION refuse_change('waivers are immutable');
CREATE TRIGGER finance_charge_waiver_no_delete BEFORE DELETE ON finance_charge_waiver
FOR EACH ROW EXECUTE FUNCTION refuse_change('waivers are immutable');
CREATE TRIGGER finance_charge_waiver_no_truncate BEFORE TRUNCATE ON finance_charge_waiver
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('waivers are immutable');
