-- Adjustments of bills: a discount on what a subscription will be charged, and a part of a line of an
-- earlier invoice that the next one gives back. One person proposes, another decides. Amounts are minor
-- units.
CREATE TABLE bill_adjustment (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL CHECK (kind IN ('discount', 'offset')),
    subscription_id BLOB NOT NULL REFERENCES subscription (id),
    -- The line that is given back of.
    invoice_id BLOB REFERENCES invoice (id),
    line INTEGER,
    before_tax INTEGER NOT NULL CHECK (before_tax > 0),
    -- A discount has none: what is left of a charge is taxed.
    tax INTEGER NOT NULL CHECK (tax >= 0),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'issued', 'declined', 'withdrawn')),
    proposed_by BLOB NOT NULL REFERENCES account (id),
    proposed_name TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    decided_by BLOB REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at INTEGER,
    decision_reason TEXT NOT NULL,
    CHECK ((kind = 'offset') = (invoice_id IS NOT NULL) AND (kind = 'offset') = (line IS NOT NULL)),
    CHECK (kind = 'offset' OR tax = 0),
    CHECK (state <> 'issued' OR decided_by <> proposed_by)
);
CREATE INDEX bill_adjustment_partner ON bill_adjustment (partner_id, state, kind);
CREATE INDEX bill_adjustment_subscription ON bill_adjustment (subscription_id, state);
CREATE INDEX bill_adjustment_invoice ON bill_adjustment (invoice_id, line) WHERE invoice_id IS NOT NULL;

CREATE TRIGGER bill_adjustment_no_update BEFORE UPDATE ON bill_adjustment WHEN OLD.state <> 'proposed'
BEGIN SELECT RAISE(ABORT, 'adjustments are immutable'); END;
CREATE TRIGGER bill_adjustment_no_delete BEFORE DELETE ON bill_adjustment
BEGIN SELECT RAISE(ABORT, 'adjustments are immutable'); END;

-- What discounts took off, and credits and adjustments with their tax; older invoices have none.
ALTER TABLE invoice ADD COLUMN discount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN credits INTEGER NOT NULL DEFAULT 0;

-- Lines know one more charge, discounts, and what they give back.
CREATE TABLE invoice_line_new (
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
    charge TEXT NOT NULL CHECK (charge IN ('purchase-fee', 'cycle-fee', 'renew-fee', 'cancel-instance-prorate', 'cycle-instance-prorate', 'prorate-fees-when-cancel', 'prorate-fees-when-purchase', 'prorate-fees-when-activate', 'offset-a-line-item')),
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
    -- What was taken off the amount; the tax is that of the rest.
    discount INTEGER NOT NULL DEFAULT 0,
    -- What gives back a part of an earlier line.
    adjustment_id BLOB REFERENCES bill_adjustment (id),
    PRIMARY KEY (invoice_id, number)
);
INSERT INTO invoice_line_new (invoice_id, number, partner_id, subscription_id, customer_id, order_id, platform_id, offer_id, product_id, offer_name, subscription_name, customer_name, customer_domain, starts_on, ends_on, charge, charged_from, charged_to, span_from, span_to, months, unit_price, seats, days, of_days, amount, tax)
    SELECT invoice_id, number, partner_id, subscription_id, customer_id, order_id, platform_id, offer_id, product_id, offer_name, subscription_name, customer_name, customer_domain, starts_on, ends_on, charge, charged_from, charged_to, span_from, span_to, months, unit_price, seats, days, of_days, amount, tax FROM invoice_line;
DROP TABLE invoice_line;
ALTER TABLE invoice_line_new RENAME TO invoice_line;
CREATE INDEX invoice_line_span ON invoice_line (partner_id, span_to);
CREATE INDEX invoice_line_subscription ON invoice_line (partner_id, subscription_id);
CREATE UNIQUE INDEX invoice_line_adjustment ON invoice_line (adjustment_id) WHERE adjustment_id IS NOT NULL;
CREATE TRIGGER invoice_line_no_update BEFORE UPDATE ON invoice_line
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;
CREATE TRIGGER invoice_line_no_delete BEFORE DELETE ON invoice_line
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;
