-- What partners owe and have paid, in double entry: every change of a balance is a transaction whose
-- entries sum to nothing. Amounts are minor units, debits above zero; days are ISO.

-- Who writes a partner's next transaction holds this row until the commit.
CREATE TABLE ledger (
    partner_id BLOB PRIMARY KEY REFERENCES tenant (id),
    -- The last transaction; they are numbered from 1 without gaps.
    last INTEGER NOT NULL
);

-- Money that came in by bank transfer.
CREATE TABLE payment (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    -- What the bank calls the transfer.
    reference TEXT NOT NULL,
    value_on TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    -- What the transfer says, and where the proof of it is.
    note TEXT NOT NULL,
    recorded_by BLOB NOT NULL REFERENCES account (id),
    recorded_name TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    reversed_name TEXT NOT NULL,
    reversed_at INTEGER,
    reversal_reason TEXT NOT NULL
);
-- A transfer is recorded once; one that was recorded by mistake can be recorded again.
CREATE UNIQUE INDEX payment_reference ON payment (reference) WHERE reversed_at IS NULL;
CREATE INDEX payment_partner ON payment (partner_id, value_on);
CREATE INDEX payment_recorded ON payment (recorded_at, id);

CREATE TABLE ledger_transaction (
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('invoice', 'set-off', 'payment', 'payment-reversal', 'allocation', 'release', 'credit-note')),
    payment_id BLOB REFERENCES payment (id),
    value_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    posted_name TEXT NOT NULL,
    posted_at INTEGER NOT NULL,
    PRIMARY KEY (partner_id, number)
);
CREATE INDEX ledger_transaction_payment ON ledger_transaction (payment_id) WHERE payment_id IS NOT NULL;

CREATE TABLE ledger_entry (
    partner_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    account TEXT NOT NULL CHECK (account IN ('receivable', 'revenue', 'tax', 'bank', 'unallocated')),
    amount INTEGER NOT NULL,
    -- The invoice that is owed or paid.
    invoice_id BLOB REFERENCES invoice (id),
    PRIMARY KEY (partner_id, number, position),
    FOREIGN KEY (partner_id, number) REFERENCES ledger_transaction (partner_id, number)
);
CREATE INDEX ledger_entry_account ON ledger_entry (partner_id, account, invoice_id);

-- What was invoiced before there was a ledger.
INSERT INTO ledger_transaction (partner_id, number, kind, payment_id, value_on, reason, posted_name, posted_at)
SELECT partner_id, ROW_NUMBER() OVER (PARTITION BY partner_id ORDER BY billed_on), 'invoice', NULL, billed_on, '', '', issued_at
FROM invoice;
INSERT INTO ledger_entry (partner_id, number, position, account, amount, invoice_id)
SELECT t.partner_id, t.number, 1, 'receivable', i.total, i.id
FROM ledger_transaction t JOIN invoice i ON i.partner_id = t.partner_id AND i.billed_on = t.value_on;
INSERT INTO ledger_entry (partner_id, number, position, account, amount, invoice_id)
SELECT t.partner_id, t.number, 2, 'revenue', i.tax - i.total, i.id
FROM ledger_transaction t JOIN invoice i ON i.partner_id = t.partner_id AND i.billed_on = t.value_on;
INSERT INTO ledger_entry (partner_id, number, position, account, amount, invoice_id)
SELECT t.partner_id, t.number, 3, 'tax', -i.tax, i.id
FROM ledger_transaction t JOIN invoice i ON i.partner_id = t.partner_id AND i.billed_on = t.value_on;
INSERT INTO ledger (partner_id, last)
SELECT partner_id, MAX(number) FROM ledger_transaction GROUP BY partner_id;

CREATE TRIGGER payment_no_update BEFORE UPDATE OF id, partner_id, reference, value_on, amount, currency, note, recorded_by, recorded_name, recorded_at ON payment
BEGIN SELECT RAISE(ABORT, 'payments are immutable'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'payments are immutable'); END;
CREATE TRIGGER ledger_transaction_no_update BEFORE UPDATE ON ledger_transaction
BEGIN SELECT RAISE(ABORT, 'the ledger is immutable'); END;
CREATE TRIGGER ledger_transaction_no_delete BEFORE DELETE ON ledger_transaction
BEGIN SELECT RAISE(ABORT, 'the ledger is immutable'); END;
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is immutable'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is immutable'); END;
