-- What customers decided about who administers a service for them: one partner each, or nobody. About
-- what a customer never decided, its first partner with delegated administration counts.
CREATE TABLE delegated_service (
    customer_id BLOB NOT NULL REFERENCES customer (id),
    product_id BLOB NOT NULL,
    partner_id BLOB REFERENCES tenant (id),
    since INTEGER NOT NULL,
    PRIMARY KEY (customer_id, product_id)
);
