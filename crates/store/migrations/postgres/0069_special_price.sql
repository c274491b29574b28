-- Special prices: what a partner pays for an offer less than the list, for days that two people agreed to.
-- Days are local ones, ISO; amounts are minor units for one unit and one month.
CREATE TABLE special_price (
    id UUID PRIMARY KEY,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    -- None is every customer of the partner.
    customer_id UUID REFERENCES customer (id),
    offer_id UUID NOT NULL,
    -- A price, or hundredths of a percent off the list.
    fixed_minor BIGINT CHECK (fixed_minor > 0),
    off_points BIGINT CHECK (off_points > 0 AND off_points < 10000),
    -- First and last day it was asked for.
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    -- First day it counts, and the first after; none before it is approved.
    begins_on TEXT,
    ends_on TEXT,
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'declined', 'taken-back', 'withdrawn')),
    proposed_by UUID NOT NULL REFERENCES account (id),
    proposed_name TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at BIGINT,
    decision_reason TEXT NOT NULL,
    closed_by UUID REFERENCES account (id),
    closed_name TEXT NOT NULL,
    closed_at BIGINT,
    close_reason TEXT NOT NULL,
    CHECK ((fixed_minor IS NULL) <> (off_points IS NULL)),
    CHECK (from_on <= until_on),
    CHECK ((begins_on IS NULL) = (ends_on IS NULL)),
    CHECK ((begins_on IS NULL) = (state IN ('proposed', 'declined', 'taken-back')))
);
CREATE INDEX special_price_partner ON special_price (partner_id, ends_on);

-- Where a price that was locked came from.
ALTER TABLE subscription ADD COLUMN special_price_id UUID REFERENCES special_price (id);
ALTER TABLE subscription_fact ADD COLUMN special_price_id UUID REFERENCES special_price (id);
