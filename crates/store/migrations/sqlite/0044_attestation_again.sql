-- A customer's contact changes, and the partner confirms anew: the word is one for each contact of a
-- version, not one for each version.
CREATE TABLE customer_attestation_new (
    customer_id BLOB NOT NULL REFERENCES customer (id),
    template TEXT NOT NULL,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    attested_by BLOB NOT NULL,
    attested_at INTEGER NOT NULL,
    PRIMARY KEY (customer_id, template, family_name, given_name, email, phone)
);
INSERT INTO customer_attestation_new
SELECT customer_id, template, partner_id, family_name, given_name, email, phone, agreed_on,
    attested_by, attested_at
FROM customer_attestation;
DROP TABLE customer_attestation;
ALTER TABLE customer_attestation_new RENAME TO customer_attestation;
