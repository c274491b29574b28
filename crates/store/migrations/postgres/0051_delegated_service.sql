-- What customers decided about who administers a service for them: one partner each, or nobody. About
-- what a customer never decided, its first partner with delegated administration counts.
CREATE TABLE delegated_service (
    customer_id UUID NOT NULL REFERENCES customer (id),
    product_id UUID NOT NULL,
    partner_id UUID REFERENCES tenant (id),
    since BIGINT NOT NULL,
    PRIMARY KEY (customer_id, product_id)
);
