-- Refunds: what was paid too much, or what an invoice gives back, goes back to the partner. One person
-- proposes, another decides. Amounts are minor units.
CREATE TABLE refund (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    payment_id BLOB REFERENCES payment (id),
    invoice_id BLOB REFERENCES invoice (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    -- The bank account it goes to.
    account TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'issued', 'declined', 'withdrawn')),
    proposed_by BLOB NOT NULL REFERENCES account (id),
    proposed_name TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    decided_by BLOB REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at INTEGER,
    decision_reason TEXT NOT NULL,
    CHECK ((payment_id IS NULL) <> (invoice_id IS NULL)),
    CHECK (state <> 'issued' OR decided_by <> proposed_by)
);
-- One at a time about the same.
CREATE UNIQUE INDEX refund_payment_open ON refund (payment_id) WHERE state = 'proposed' AND payment_id IS NOT NULL;
CREATE UNIQUE INDEX refund_invoice_open ON refund (invoice_id) WHERE state = 'proposed' AND invoice_id IS NOT NULL;
CREATE INDEX refund_payment ON refund (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX refund_proposed ON refund (proposed_at, id);

CREATE TRIGGER refund_no_update BEFORE UPDATE ON refund WHEN OLD.state <> 'proposed'
BEGIN SELECT RAISE(ABORT, 'refunds are immutable'); END;
CREATE TRIGGER refund_no_change BEFORE UPDATE OF id, partner_id, payment_id, invoice_id, amount, account, reason, proposed_by, proposed_name, proposed_at ON refund
BEGIN SELECT RAISE(ABORT, 'refunds are immutable'); END;
CREATE TRIGGER refund_no_delete BEFORE DELETE ON refund
BEGIN SELECT RAISE(ABORT, 'refunds are immutable'); END;

-- A reversal that pays something back says which refund it is.
ALTER TABLE ledger_transaction ADD COLUMN refund_id BLOB REFERENCES refund (id);
