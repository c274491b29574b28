-- Tags a partner sorts its customers by. The slots keep a list short without anybody counting.
CREATE TABLE customer_tag (
    id UUID PRIMARY KEY,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    slot BIGINT NOT NULL CHECK (slot BETWEEN 1 AND 50),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX customer_tag_name ON customer_tag (partner_id, name_key);
CREATE UNIQUE INDEX customer_tag_slot ON customer_tag (partner_id, slot);

-- Who has which tag. The customer's key is repeated here, so that the customers with a tag are read in
-- the order of their names from one index.
CREATE TABLE customer_tagged (
    tag_id UUID NOT NULL REFERENCES customer_tag (id),
    customer_id UUID NOT NULL REFERENCES customer (id),
    partner_id UUID NOT NULL REFERENCES tenant (id),
    name_key TEXT COLLATE "C" NOT NULL,
    slot BIGINT NOT NULL CHECK (slot BETWEEN 1 AND 10),
    PRIMARY KEY (tag_id, customer_id)
);
CREATE UNIQUE INDEX customer_tagged_slot ON customer_tagged (partner_id, customer_id, slot);
CREATE INDEX customer_tagged_name ON customer_tagged (tag_id, name_key, customer_id);
CREATE INDEX customer_tagged_customer ON customer_tagged (customer_id);
