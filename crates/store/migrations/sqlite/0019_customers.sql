-- Customers: a tenant of kind 'customer' or 'sandbox-customer' with its profile.
CREATE TABLE customer (
    id BLOB PRIMARY KEY REFERENCES tenant (id),
    commerce_id BLOB NOT NULL,
    profile_id BLOB NOT NULL,
    company_name TEXT NOT NULL,
    domain TEXT NOT NULL,
    credit_code TEXT,
    qualification TEXT NOT NULL CHECK (qualification IN ('none', 'education', 'government', 'non-profit')),
    sandbox BOOLEAN NOT NULL,
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    language TEXT NOT NULL,
    culture TEXT NOT NULL,
    country TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    district TEXT NOT NULL,
    address1 TEXT NOT NULL,
    address2 TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    version INTEGER NOT NULL
);
-- A company has one account, whoever sells to it.
CREATE UNIQUE INDEX customer_credit_code ON customer (credit_code) WHERE credit_code IS NOT NULL AND deleted_at IS NULL AND sandbox = FALSE;

-- Who sells to whom. Name and domain are repeated here, so that a partner's list is read in its
-- order from one index, however many customers and partners there are.
CREATE TABLE customer_relation (
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    customer_id BLOB NOT NULL REFERENCES customer (id),
    kind TEXT NOT NULL CHECK (kind IN ('reseller')),
    delegated BOOLEAN NOT NULL,
    name_key TEXT NOT NULL,
    domain TEXT NOT NULL,
    since INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (partner_id, customer_id)
);
CREATE INDEX customer_relation_name ON customer_relation (partner_id, name_key, customer_id) WHERE ended_at IS NULL;
CREATE INDEX customer_relation_domain ON customer_relation (partner_id, domain, customer_id) WHERE ended_at IS NULL;
CREATE INDEX customer_relation_customer ON customer_relation (customer_id);

-- The partner's word that a customer accepted its agreement; said once for each version.
CREATE TABLE customer_attestation (
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
    PRIMARY KEY (customer_id, template)
);
