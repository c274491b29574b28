-- What the business registry says about a company, entered by hand; the highest number counts.
CREATE TABLE registry_extract (
    application_id UUID NOT NULL REFERENCES application (id),
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    credit_code TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'irregular', 'moved-out', 'liquidation', 'revoked', 'deregistered')),
    address TEXT NOT NULL,
    legal_representative TEXT NOT NULL,
    -- Minor units of the application's currency, where the registry gives an amount.
    capital BIGINT,
    -- Civil dates.
    established_on TEXT,
    source TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    entered_by UUID NOT NULL REFERENCES account (id),
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, number)
);

-- Calls to a company at its registered number.
CREATE TABLE call_back (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    number TEXT NOT NULL,
    reached TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('confirmed', 'not-reached', 'denied')),
    note TEXT NOT NULL,
    called_by UUID NOT NULL REFERENCES account (id),
    called_at BIGINT NOT NULL
);
CREATE INDEX call_back_case ON call_back (application_id, called_at);
