-- Price lists the operator publishes: one file each, kept for good. A list says what everything costs
-- from the first of its month on; what it does not name is no longer sold.
CREATE TABLE price_list (
    id UUID PRIMARY KEY,
    month TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    -- The newest published list of a month counts.
    revision BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'published', 'withdrawn', 'discarded')),
    file_name TEXT NOT NULL,
    sha256 BYTEA NOT NULL,
    created_by UUID NOT NULL REFERENCES account (id),
    created_name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    approved_by UUID REFERENCES account (id),
    approved_name TEXT NOT NULL,
    approved_at BIGINT,
    consented_by UUID REFERENCES account (id),
    consented_name TEXT NOT NULL,
    consented_at BIGINT,
    -- Why partners are told later than they should be.
    consent_reason TEXT NOT NULL,
    published_name TEXT NOT NULL,
    published_at BIGINT,
    closed_name TEXT NOT NULL,
    closed_at BIGINT,
    close_reason TEXT NOT NULL,
    -- Every publication and every withdrawal takes the next number; who knows the highest knows all.
    edition BIGINT,
    -- Whether every partner has been written to about what was done last.
    told BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CHECK (approved_by IS NULL OR approved_by <> created_by)
);
CREATE UNIQUE INDEX price_list_revision ON price_list (month, revision);
CREATE UNIQUE INDEX price_list_open ON price_list (month) WHERE state IN ('draft', 'approved');
CREATE UNIQUE INDEX price_list_edition ON price_list (edition) WHERE edition IS NOT NULL;
CREATE INDEX price_list_untold ON price_list (id) WHERE NOT told;

-- Amounts are minor units of the programme's currency for one unit and one month.
CREATE TABLE price_row (
    list_id UUID NOT NULL REFERENCES price_list (id),
    offer_id UUID NOT NULL,
    list_minor BIGINT NOT NULL CHECK (list_minor > 0),
    suggested_minor BIGINT NOT NULL CHECK (suggested_minor >= 0),
    PRIMARY KEY (list_id, offer_id)
);

-- Who was told, one row for each partner and occasion ('published', 'withdrawn').
CREATE TABLE price_notice (
    list_id UUID NOT NULL REFERENCES price_list (id),
    occasion TEXT NOT NULL CHECK (occasion IN ('published', 'withdrawn')),
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (list_id, occasion, tenant_id)
);

-- The mails of a notice; whether one has left says the outbox row with the same text.
CREATE TABLE price_notice_mail (
    dedupe TEXT PRIMARY KEY,
    list_id UUID NOT NULL REFERENCES price_list (id),
    occasion TEXT NOT NULL,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    recipient TEXT NOT NULL
);
CREATE INDEX price_notice_mail_list ON price_notice_mail (list_id, tenant_id);

CREATE TRIGGER price_row_no_update BEFORE UPDATE ON price_row
FOR EACH ROW EXECUTE FUNCTION refuse_change('price lists are immutable');
CREATE TRIGGER price_row_no_delete BEFORE DELETE ON price_row
FOR EACH ROW EXECUTE FUNCTION refuse_change('price lists are immutable');
CREATE TRIGGER price_row_no_truncate BEFORE TRUNCATE ON price_row
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('price lists are immutable');
