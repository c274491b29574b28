-- What is paid late: reminders and finance charges. Days are local ones, ISO; an end is the first day
-- after. Amounts are minor units.

-- Before tax; what was issued before has none.
ALTER TABLE invoice ADD COLUMN finance_charge INTEGER NOT NULL DEFAULT 0;
CREATE INDEX invoice_due ON invoice (due_on);

-- The reminders of an invoice that have been told, by days after its due date.
CREATE TABLE invoice_reminder (
    invoice_id BLOB NOT NULL REFERENCES invoice (id),
    days INTEGER NOT NULL,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    told_at INTEGER NOT NULL,
    PRIMARY KEY (invoice_id, days)
);

-- Finance charges as they stand on the invoices that charge them.
CREATE TABLE finance_charge (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    -- The invoice that charges it, and its place there from 1.
    invoice_id BLOB NOT NULL REFERENCES invoice (id),
    position INTEGER NOT NULL,
    -- The invoice that was paid late.
    late_id BLOB NOT NULL REFERENCES invoice (id),
    charged_from TEXT NOT NULL,
    charged_to TEXT NOT NULL,
    -- What was unpaid on each of the days.
    principal INTEGER NOT NULL CHECK (principal > 0),
    -- For a month of 30 days, hundredths of a percent.
    basis_points INTEGER NOT NULL CHECK (basis_points > 0),
    days INTEGER NOT NULL CHECK (days > 0),
    -- Below zero for one that gives another back.
    amount INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    gives_back BLOB REFERENCES finance_charge (id),
    CHECK ((gives_back IS NULL AND amount > 0) OR (gives_back IS NOT NULL AND amount < 0))
);
CREATE UNIQUE INDEX finance_charge_position ON finance_charge (invoice_id, position);
CREATE UNIQUE INDEX finance_charge_given_back ON finance_charge (gives_back) WHERE gives_back IS NOT NULL;
CREATE INDEX finance_charge_partner ON finance_charge (partner_id, late_id);

-- A finance charge that is not owed after all, because somebody said so.
CREATE TABLE finance_charge_waiver (
    charge_id BLOB PRIMARY KEY REFERENCES finance_charge (id),
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    invoice_id BLOB NOT NULL REFERENCES invoice (id),
    -- The day it counts from.
    waived_on TEXT NOT NULL,
    before_tax INTEGER NOT NULL CHECK (before_tax > 0),
    tax INTEGER NOT NULL,
    reason TEXT NOT NULL,
    waived_by BLOB NOT NULL REFERENCES account (id),
    waived_name TEXT NOT NULL,
    waived_at INTEGER NOT NULL
);
CREATE INDEX finance_charge_waiver_invoice ON finance_charge_waiver (invoice_id);

-- In the ledger a waiver takes something off an invoice as a credit note does, and is one of its kind.
ALTER TABLE ledger_transaction ADD COLUMN waived_charge_id BLOB REFERENCES finance_charge (id);

CREATE TRIGGER finance_charge_no_update BEFORE UPDATE ON finance_charge
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;
CREATE TRIGGER finance_charge_no_delete BEFORE DELETE ON finance_charge
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;
CREATE TRIGGER finance_charge_waiver_no_update BEFORE UPDATE ON finance_charge_waiver
BEGIN SELECT RAISE(ABORT, 'waivers are immutable'); END;
CREATE TRIGGER finance_charge_waiver_no_delete BEFORE DELETE ON finance_charge_waiver
BEGIN SELECT RAISE(ABORT, 'waivers are immutable'); END;
