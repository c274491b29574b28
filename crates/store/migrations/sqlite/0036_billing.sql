-- Bills. Days are local ones, ISO; an end is the first day after. Amounts are minor units.

-- The billing date each partner comes to next; none before the first bill was tried.
CREATE TABLE bill_schedule (
    partner_id BLOB PRIMARY KEY REFERENCES tenant (id),
    next_on TEXT NOT NULL
);

CREATE TABLE invoice (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    number TEXT NOT NULL,
    billed_on TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    due_on TEXT NOT NULL,
    currency TEXT NOT NULL,
    tax_basis_points INTEGER NOT NULL,
    recurring INTEGER NOT NULL,
    other_products INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    total INTEGER NOT NULL,
    previous_balance INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    -- Who bills whom, as it was then, JSON.
    parties TEXT NOT NULL,
    -- SHA-256 of the reconciliation file, hexadecimal.
    file_hash TEXT NOT NULL,
    issued_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX invoice_number ON invoice (number);
CREATE UNIQUE INDEX invoice_date ON invoice (partner_id, billed_on);

CREATE TABLE invoice_line (
    invoice_id BLOB NOT NULL REFERENCES invoice (id),
    number INTEGER NOT NULL,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    subscription_id BLOB NOT NULL REFERENCES subscription (id),
    customer_id BLOB NOT NULL REFERENCES customer (id),
    order_id BLOB NOT NULL,
    platform_id BLOB NOT NULL,
    offer_id BLOB NOT NULL,
    product_id BLOB NOT NULL,
    offer_name TEXT NOT NULL,
    subscription_name TEXT NOT NULL,
    customer_name TEXT NOT NULL,
    customer_domain TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    charge TEXT NOT NULL CHECK (charge IN ('purchase-fee', 'cycle-fee', 'renew-fee', 'cancel-instance-prorate', 'cycle-instance-prorate', 'prorate-fees-when-cancel', 'prorate-fees-when-purchase', 'prorate-fees-when-activate')),
    charged_from TEXT NOT NULL,
    charged_to TEXT NOT NULL,
    -- What an advance covers: the days are a part of its days.
    span_from TEXT NOT NULL,
    span_to TEXT NOT NULL,
    months INTEGER NOT NULL,
    -- For one seat and one month.
    unit_price INTEGER NOT NULL,
    seats INTEGER NOT NULL,
    days INTEGER NOT NULL,
    of_days INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    PRIMARY KEY (invoice_id, number)
);
CREATE INDEX invoice_line_span ON invoice_line (partner_id, span_to);

-- The last number given out, for each series of numbers.
CREATE TABLE invoice_counter (
    series TEXT PRIMARY KEY,
    last INTEGER NOT NULL
);

-- What became of each partner's bill of each billing date.
CREATE TABLE bill_run (
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    billed_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('published', 'empty', 'failed')),
    -- Why it failed, for the operator.
    problem TEXT NOT NULL,
    tries INTEGER NOT NULL,
    tried_at INTEGER NOT NULL,
    PRIMARY KEY (partner_id, billed_on)
);
CREATE INDEX bill_run_date ON bill_run (billed_on, state);

CREATE TRIGGER invoice_no_update BEFORE UPDATE ON invoice
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;
CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;
CREATE TRIGGER invoice_line_no_update BEFORE UPDATE ON invoice_line
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;
CREATE TRIGGER invoice_line_no_delete BEFORE DELETE ON invoice_line
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;

-- What is due for one partner, before its bill is made.
CREATE INDEX subscription_partner_due ON subscription (partner_id, next_at, id) WHERE next_at IS NOT NULL;
