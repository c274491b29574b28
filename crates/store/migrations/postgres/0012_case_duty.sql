-- Who of the staff may not act on a company, who holds a case since when, and what each has seen.
CREATE TABLE staff_conflict (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    account_id UUID NOT NULL REFERENCES account (id),
    application_id UUID NOT NULL REFERENCES application (id),
    reason TEXT NOT NULL,
    declared_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
);

-- Since when application.reviewer_id holds the case.
ALTER TABLE application ADD COLUMN claimed_at BIGINT;
CREATE INDEX application_reviewer ON application (reviewer_id, state);

-- The newest entry of the company's audit chain a person had before him on the case page.
CREATE TABLE case_seen (
    application_id UUID NOT NULL REFERENCES application (id),
    account_id UUID NOT NULL REFERENCES account (id),
    entry BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, account_id)
);
