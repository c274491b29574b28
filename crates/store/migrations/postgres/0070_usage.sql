-- Metered usage: files of a meter, the records taken from them, and the lines of invoices that charge for
-- them. Amounts are minor units; quantities and prices of one unit are millionths.
CREATE TABLE usage_import (
    id UUID PRIMARY KEY,
    file_name TEXT NOT NULL,
    sha256 BYTEA NOT NULL,
    row_count BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    -- Taken before, with the same contents.
    known BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    uploaded_by UUID NOT NULL REFERENCES account (id),
    uploaded_name TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL
);
CREATE INDEX usage_import_uploaded ON usage_import (uploaded_at, id);

-- What was wrong with the rows that were left out.
CREATE TABLE usage_refusal (
    import_id UUID NOT NULL REFERENCES usage_import (id),
    place BIGINT NOT NULL,
    -- Row of the file; the first has the names of the columns.
    row_number BIGINT NOT NULL,
    record TEXT NOT NULL,
    column_name TEXT NOT NULL,
    problem TEXT NOT NULL,
    -- Names and values the words need, JSON.
    args TEXT NOT NULL,
    PRIMARY KEY (import_id, place)
);

CREATE TABLE usage_record (
    id UUID PRIMARY KEY,
    import_id UUID NOT NULL REFERENCES usage_import (id),
    partner_id UUID NOT NULL REFERENCES tenant (id),
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    -- The meter's own number.
    record TEXT NOT NULL,
    -- SHA-256 of everything it says: the same number with other contents is refused.
    digest BYTEA NOT NULL,
    used_on TEXT NOT NULL,
    -- First day of the term, for which the price holds.
    term_from TEXT NOT NULL,
    service_name TEXT NOT NULL,
    service_type TEXT NOT NULL,
    resource_id UUID NOT NULL,
    resource_name TEXT NOT NULL,
    region TEXT NOT NULL,
    sku TEXT NOT NULL,
    tier BIGINT NOT NULL CHECK (tier > 0),
    consumed BIGINT NOT NULL CHECK (consumed >= 0),
    included BIGINT NOT NULL CHECK (included >= 0),
    price BIGINT NOT NULL CHECK (price >= 0),
    metered_region TEXT NOT NULL,
    metered_service TEXT NOT NULL,
    metered_service_type TEXT NOT NULL,
    project TEXT NOT NULL,
    service_info TEXT NOT NULL,
    -- The invoice that charges for it.
    invoice_id UUID REFERENCES invoice (id)
);
CREATE UNIQUE INDEX usage_record_record ON usage_record (record);
CREATE INDEX usage_record_waiting ON usage_record (partner_id, used_on) WHERE invoice_id IS NULL;
CREATE INDEX usage_record_price ON usage_record (subscription_id, resource_id, tier, term_from);

-- What invoices charge for usage, with everything that was known of it then. A discount has no record.
CREATE TABLE usage_line (
    invoice_id UUID NOT NULL REFERENCES invoice (id),
    number BIGINT NOT NULL,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    customer_id UUID NOT NULL REFERENCES customer (id),
    order_id UUID NOT NULL,
    platform_id UUID NOT NULL,
    offer_id UUID NOT NULL,
    offer_name TEXT NOT NULL,
    subscription_name TEXT NOT NULL,
    customer_name TEXT NOT NULL,
    customer_domain TEXT NOT NULL,
    charge TEXT NOT NULL CHECK (charge IN ('assess-usage-fee-for-current-cycle', 'assess-usage-fee-when-cancel', 'activation-discount', 'cycle-discount', 'renew-discount')),
    charged_from TEXT NOT NULL,
    charged_to TEXT NOT NULL,
    record_id UUID REFERENCES usage_record (id),
    record TEXT NOT NULL,
    used_on TEXT NOT NULL,
    service_name TEXT NOT NULL,
    service_type TEXT NOT NULL,
    resource_id UUID NOT NULL,
    resource_name TEXT NOT NULL,
    region TEXT NOT NULL,
    sku TEXT NOT NULL,
    tier BIGINT NOT NULL,
    consumed BIGINT NOT NULL,
    included BIGINT NOT NULL,
    price BIGINT NOT NULL,
    metered_region TEXT NOT NULL,
    metered_service TEXT NOT NULL,
    metered_service_type TEXT NOT NULL,
    project TEXT NOT NULL,
    service_info TEXT NOT NULL,
    amount BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    PRIMARY KEY (invoice_id, number),
    CHECK ((record_id IS NULL) = (charge IN ('activation-discount', 'cycle-discount', 'renew-discount'))),
    CHECK ((record_id IS NULL) = (amount < 0))
);
CREATE UNIQUE INDEX usage_line_record ON usage_line (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX usage_line_subscription ON usage_line (partner_id, subscription_id);

CREATE TRIGGER usage_import_no_update BEFORE UPDATE ON usage_import
FOR EACH ROW EXECUTE FUNCTION refuse_change('files of usage are immutable');
CREATE TRIGGER usage_import_no_delete BEFORE DELETE ON usage_import
FOR EACH ROW EXECUTE FUNCTION refuse_change('files of usage are immutable');
CREATE TRIGGER usage_import_no_truncate BEFORE TRUNCATE ON usage_import
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('files of usage are immutable');
CREATE TRIGGER usage_refusal_no_update BEFORE UPDATE ON usage_refusal
FOR EACH ROW EXECUTE FUNCTION refuse_change('files of usage are immutable');
CREATE TRIGGER usage_refusal_no_delete BEFORE DELETE ON usage_refusal
FOR EACH ROW EXECUTE FUNCTION refuse_change('files of usage are immutable');
CREATE TRIGGER usage_refusal_no_truncate BEFORE TRUNCATE ON usage_refusal
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('files of usage are immutable');
CREATE TRIGGER usage_record_no_rebill BEFORE UPDATE ON usage_record
FOR EACH ROW WHEN (OLD.invoice_id IS NOT NULL) EXECUTE FUNCTION refuse_change('records of usage are immutable');
CREATE TRIGGER usage_record_no_update BEFORE UPDATE OF id, import_id, partner_id, subscription_id, record, digest, used_on, term_from, service_name, service_type, resource_id, resource_name, region, sku, tier, consumed, included, price, metered_region, metered_service, metered_service_type, project, service_info ON usage_record
FOR EACH ROW EXECUTE FUNCTION refuse_change('records of usage are immutable');
CREATE TRIGGER usage_record_no_delete BEFORE DELETE ON usage_record
FOR EACH ROW EXECUTE FUNCTION refuse_change('records of usage are immutable');
CREATE TRIGGER usage_record_no_truncate BEFORE TRUNCATE ON usage_record
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('records of usage are immutable');
CREATE TRIGGER usage_line_no_update BEFORE UPDATE ON usage_line
FOR EACH ROW EXECUTE FUNCTION refuse_change('issued bills are immutable');
CREATE TRIGGER usage_line_no_delete BEFORE DELETE ON usage_line
FOR EACH ROW EXECUTE FUNCTION refuse_change('issued bills are immutable');
CREATE TRIGGER usage_line_no_truncate BEFORE TRUNCATE ON usage_line
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('issued bills are immutable');

-- Usage charges and discounts on them, and the lines of the usage file; older invoices have none.
ALTER TABLE invoice ADD COLUMN usage BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN usage_discount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN usage_count BIGINT NOT NULL DEFAULT 0;
-- SHA-256 of the usage file; empty where there is none.
ALTER TABLE invoice ADD COLUMN usage_hash TEXT NOT NULL DEFAULT '';

-- Whether a discount is taken off usage; others are taken off licences.
ALTER TABLE bill_adjustment ADD COLUMN of_usage BOOLEAN NOT NULL DEFAULT FALSE;
