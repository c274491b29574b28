-- What partners order for customers. A day is a local one, ISO; an end is the first day after.
CREATE TABLE sales_order (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    customer_id BLOB NOT NULL REFERENCES customer (id),
    cycle TEXT NOT NULL CHECK (cycle IN ('monthly', 'annual', 'none')),
    currency TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'completed', 'cancelled')),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX sales_order_customer ON sales_order (customer_id, partner_id, created_at, id);

CREATE TABLE subscription (
    id BLOB PRIMARY KEY,
    platform_id BLOB NOT NULL,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    customer_id BLOB NOT NULL REFERENCES customer (id),
    order_id BLOB NOT NULL REFERENCES sales_order (id),
    line_number INTEGER NOT NULL,
    offer_id BLOB NOT NULL,
    parent_id BLOB REFERENCES subscription (id),
    friendly_name TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    status TEXT NOT NULL CHECK (status IN ('pending', 'active', 'suspended', 'cancelled', 'expired', 'deleted')),
    suspended_by TEXT CHECK (suspended_by IN ('partner', 'operator', 'parent')),
    suspended_on TEXT,
    delete_on TEXT,
    auto_renew BOOLEAN NOT NULL,
    cycle TEXT NOT NULL CHECK (cycle IN ('monthly', 'annual', 'none')),
    -- For one unit and one month, minor units; what it was sold at, for the whole term.
    unit_price INTEGER NOT NULL,
    is_trial BOOLEAN NOT NULL,
    -- The trial it was converted from, which still counts as one the customer had.
    trial_offer_id BLOB,
    ordered_on TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- When the calendar next does something to it.
    next_at INTEGER,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX subscription_line ON subscription (order_id, line_number);
CREATE INDEX subscription_customer ON subscription (customer_id, partner_id, created_at, id);
CREATE INDEX subscription_parent ON subscription (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX subscription_due ON subscription (next_at, id) WHERE next_at IS NOT NULL;

-- Everything that ever happened to a subscription and counts for a bill; never changed.
CREATE TABLE subscription_fact (
    subscription_id BLOB NOT NULL REFERENCES subscription (id),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    what TEXT NOT NULL,
    status TEXT NOT NULL,
    cycle TEXT NOT NULL,
    offer_id BLOB NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price INTEGER NOT NULL,
    ends_on TEXT NOT NULL,
    PRIMARY KEY (subscription_id, version)
);

-- What a partner's running subscriptions ask for in advance, a month or a year each, kept with every
-- change of them, because an order cannot wait for the sum over all of them.
CREATE TABLE partner_commitment (
    partner_id BLOB PRIMARY KEY REFERENCES tenant (id),
    advance INTEGER NOT NULL
);

CREATE TABLE cart (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    customer_id BLOB NOT NULL REFERENCES customer (id),
    -- The lines as they were asked for, JSON.
    lines TEXT NOT NULL,
    -- The orders it became, JSON; none before.
    orders TEXT,
    changed_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX cart_expired ON cart (expires_at);
