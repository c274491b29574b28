-- Which organisation stands for a company of a name and address in a business model. `company` is a
-- hash of the two as people write them in many ways. A claim whose organisation is no partner and
-- has nothing open any more may be taken over.
CREATE TABLE company_claim (
    company TEXT NOT NULL,
    model TEXT NOT NULL,
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (company, model)
);
CREATE INDEX company_claim_tenant ON company_claim (tenant_id);

-- The same hash of a registration's details, once they are saved.
ALTER TABLE registration ADD COLUMN company TEXT;
CREATE INDEX registration_company ON registration (company) WHERE company IS NOT NULL;

-- All applications of a company, whatever their state.
CREATE INDEX application_of_code ON application (credit_code) WHERE credit_code IS NOT NULL;
CREATE INDEX application_of_network_id ON application (network_id) WHERE network_id IS NOT NULL;

-- What the prefix of an organisation's domain looks like to a hurried reader; no two organisations
-- look alike. A prefix with the digit 1 looks like two things.
CREATE TABLE domain_look (
    look TEXT PRIMARY KEY,
    domain TEXT NOT NULL
);
CREATE INDEX domain_look_domain ON domain_look (domain);

-- The organisations there are; of two that look alike the first keeps the look.
INSERT INTO domain_look (look, domain)
SELECT REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(SUBSTR(domain, 1, INSTR(domain, '.') - 1), '-', ''), '0', 'o'), '3', 'e'), '5', 's'), 'rn', 'm'), 'vv', 'w'), '1', 'l'), domain FROM tenant
WHERE kind IN ('operator', 'partner') ON CONFLICT DO NOTHING;
INSERT INTO domain_look (look, domain)
SELECT REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(SUBSTR(domain, 1, INSTR(domain, '.') - 1), '-', ''), '0', 'o'), '3', 'e'), '5', 's'), 'rn', 'm'), 'vv', 'w'), '1', 'i'), domain FROM tenant
WHERE kind IN ('operator', 'partner') ON CONFLICT DO NOTHING;
