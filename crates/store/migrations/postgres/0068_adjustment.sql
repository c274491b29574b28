-- Adjustments of bills: a discount on what a subscription will be charged, and a part of a line of an
-- earlier invoice that the next one gives back. One person proposes, another decides. Amounts are minor
-- units.
CREATE TABLE bill_adjustment (
    id UUID PRIMARY KEY,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL CHECK (kind IN ('discount', 'offset')),
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    -- The line that is given back of.
    invoice_id UUID REFERENCES invoice (id),
    line BIGINT,
    before_tax BIGINT NOT NULL CHECK (before_tax > 0),
    -- A discount has none: what is left of a charge is taxed.
    tax BIGINT NOT NULL CHECK (tax >= 0),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'issued', 'declined', 'withdrawn')),
    proposed_by UUID NOT NULL REFERENCES account (id),
    proposed_name TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at BIGINT,
    decision_reason TEXT NOT NULL,
    CHECK ((kind = 'offset') = (invoice_id IS NOT NULL) AND (kind = 'offset') = (line IS NOT NULL)),
    CHECK (kind = 'offset' OR tax = 0),
    CHECK (state <> 'issued' OR decided_by <> proposed_by)
);
CREATE INDEX bill_adjustment_partner ON bill_adjustment (partner_id, state, kind);
CREATE INDEX bill_adjustment_subscription ON bill_adjustment (subscription_id, state);
CREATE INDEX bill_adjustment_invoice ON bill_adjustment (invoice_id, line) WHERE invoice_id IS NOT NULL;

CREATE TRIGGER bill_adjustment_no_update BEFORE UPDATE ON bill_adjustment
FOR EACH ROW WHEN (OLD.state <> 'proposed') EXECUTE FUNCTION refuse_change('adjustments are immutable');
CREATE TRIGGER bill_adjustment_no_delete BEFORE DELETE ON bill_adjustment
FOR EACH ROW EXECUTE FUNCTION refuse_change('adjustments are immutable');
CREATE TRIGGER bill_adjustment_no_truncate BEFORE TRUNCATE ON bill_adjustment
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('adjustments are immutable');

-- What discounts took off, and credits and adjustments with their tax; older invoices have none.
ALTER TABLE invoice ADD COLUMN discount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN credits BIGINT NOT NULL DEFAULT 0;

-- Lines know one more charge, discounts, and what they give back.
ALTER TABLE invoice_line DROP CONSTRAINT invoice_line_charge_check;
ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_charge_check CHECK (charge IN ('purchase-fee', 'cycle-fee', 'renew-fee', 'cancel-instance-prorate', 'cycle-instance-prorate', 'prorate-fees-when-cancel', 'prorate-fees-when-purchase', 'prorate-fees-when-activate', 'offset-a-line-item'));
-- What was taken off the amount; the tax is that of the rest.
ALTER TABLE invoice_line ADD COLUMN discount BIGINT NOT NULL DEFAULT 0;
-- What gives back a part of an earlier line.
ALTER TABLE invoice_line ADD COLUMN adjustment_id UUID REFERENCES bill_adjustment (id);
CREATE UNIQUE INDEX invoice_line_adjustment ON invoice_line (adjustment_id) WHERE adjustment_id IS NOT NULL;
