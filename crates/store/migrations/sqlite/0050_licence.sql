-- Who of a customer's people may use what was bought. How many units are taken stands beside how many
-- there are, so that the row itself refuses one too many, whoever writes at the same time.
ALTER TABLE subscription ADD COLUMN assigned INTEGER NOT NULL DEFAULT 0 CHECK (assigned >= 0 AND assigned <= quantity);

CREATE TABLE licence (
    subscription_id BLOB NOT NULL REFERENCES subscription (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    customer_id BLOB NOT NULL REFERENCES customer (id),
    assigned_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, subscription_id)
);
CREATE INDEX licence_subscription ON licence (subscription_id);
