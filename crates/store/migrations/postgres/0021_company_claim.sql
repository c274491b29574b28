-- Which organisation stands for a company of a name and address in a business model. `company` is a
-- hash of the two as people write them in many ways. A claim whose organisation is no partner and
-- has nothing open any more may be taken over.
CREATE TABLE company_claim (
    company TEXT NOT NULL,
    model TEXT NOT NULL,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (company, model)
);
CREATE INDEX company_claim_tenant ON company_claim (tenant_id);

-- The same hash of a registration's details, once they are saved.
ALTER TABLE registration ADD COLUMN company TEXT;
CREATE INDEX registration_company ON registration (company) WHERE company IS NOT NULL;

-- All applications of a company, whatever their state.
CREATE INDEX application_of_code ON application (credit_code) WHERE credit_code IS NOT NULL;
CREATE INDEX application_of_network_id ON application (network_id) WHERE network_id IS NOT NULL;
