-- Metered usage: files of a meter, the records taken from them, and the lines of invoices that charge for
-- them. Amounts are minor units; quantities and prices of one unit are millionths.
CREATE TABLE usage_import (
    id BLOB PRIMARY KEY,
    file_name TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    row_count INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    -- Taken before, with the same contents.
    known INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    uploaded_by BLOB NOT NULL REFERENCES account (id),
    uploaded_name TEXT NOT NULL,
    uploaded_at INTEGER NOT NULL
);
CREATE INDEX usage_import_uploaded ON usage_import (uploaded_at, id);

-- What was wrong with the rows that were left out.
CREATE TABLE usage_refusal (
    import_id BLOB NOT NULL REFERENCES usage_import (id),
    place INTEGER NOT NULL,
    -- Row of the file; the first has the names of the columns.
    row_number INTEGER NOT NULL,
    record TEXT NOT NULL,
    column_name TEXT NOT NULL,
    problem TEXT NOT NULL,
    -- Names and values the words need, JSON.
    args TEXT NOT NULL,
    PRIMARY KEY (import_id, place)
);

CREATE TABLE usage_record (
    id BLOB PRIMARY KEY,
    import_id BLOB NOT NULL REFERENCES usage_import (id),
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    subscription_id BLOB NOT NULL REFERENCES subscription (id),
    -- The meter's own number.
    record TEXT NOT NULL,
    -- SHA-256 of everything it says: the same number with other contents is refused.
    digest BLOB NOT NULL,
    used_on TEXT NOT NULL,
    -- First day of the term, for which the price holds.
    term_from TEXT NOT NULL,
    service_name TEXT NOT NULL,
    service_type TEXT NOT NULL,
    resource_id BLOB NOT NULL,
    resource_name TEXT NOT NULL,
    region TEXT NOT NULL,
    sku TEXT NOT NULL,
    tier INTEGER NOT NULL CHECK (tier > 0),
    consumed INTEGER NOT NULL CHECK (consumed >= 0),
    included INTEGER NOT NULL CHECK (included >= 0),
    price INTEGER NOT NULL CHECK (price >= 0),
    metered_region TEXT NOT NULL,
    metered_service TEXT NOT NULL,
    metered_service_type TEXT NOT NULL,
    project TEXT NOT NULL,
    service_info TEXT NOT NULL,
    -- The invoice that charges for it.
    invoice_id BLOB REFERENCES invoice (id)
);
CREATE UNIQUE INDEX usage_record_record ON usage_record (record);
CREATE INDEX usage_record_waiting ON usage_record (partner_id, used_on) WHERE invoice_id IS NULL;
CREATE INDEX usage_record_price ON usage_record (subscription_id, resource_id, tier, term_from);

-- What invoices charge for usage, with everything that was known of it then. A discount has no record.
CREATE TABLE usage_line (
    invoice_id BLOB NOT NULL REFERENCES invoice (id),
    number INTEGER NOT NULL,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    subscription_id BLOB NOT NULL REFERENCES subscription (id),
    customer_id BLOB NOT NULL REFERENCES customer (id),
    order_id BLOB NOT NULL,
    platform_id BLOB NOT NULL,
    offer_id BLOB NOT NULL,
    offer_name TEXT NOT NULL,
    subscription_name TEXT NOT NULL,
    customer_name TEXT NOT NULL,
    customer_domain TEXT NOT NULL,
    charge TEXT NOT NULL CHECK (charge IN ('assess-usage-fee-for-current-cycle', 'assess-usage-fee-when-cancel', 'activation-discount', 'cycle-discount', 'renew-discount')),
    charged_from TEXT NOT NULL,
    charged_to TEXT NOT NULL,
    record_id BLOB REFERENCES usage_record (id),
    record TEXT NOT NULL,
    used_on TEXT NOT NULL,
    service_name TEXT NOT NULL,
    service_type TEXT NOT NULL,
    resource_id BLOB NOT NULL,
    resource_name TEXT NOT NULL,
    region TEXT NOT NULL,
    sku TEXT NOT NULL,
    tier INTEGER NOT NULL,
    consumed INTEGER NOT NULL,
    included INTEGER NOT NULL,
    price INTEGER NOT NULL,
    metered_region TEXT NOT NULL,
    metered_service TEXT NOT NULL,
    metered_service_type TEXT NOT NULL,
    project TEXT NOT NULL,
    service_info TEXT NOT NULL,
    amount INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    PRIMARY KEY (invoice_id, number),
    CHECK ((record_id IS NULL) = (charge IN ('activation-discount', 'cycle-discount', 'renew-discount'))),
    CHECK ((record_id IS NULL) = (amount < 0))
);
CREATE UNIQUE INDEX usage_line_record ON usage_line (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX usage_line_subscription ON usage_line (partner_id, subscription_id);

CREATE TRIGGER usage_import_no_update BEFORE UPDATE ON usage_import
BEGIN SELECT RAISE(ABORT, 'files of usage are immutable'); END;
CREATE TRIGGER usage_import_no_delete BEFORE DELETE ON usage_import
BEGIN SELECT RAISE(ABORT, 'files of usage are immutable'); END;
CREATE TRIGGER usage_refusal_no_update BEFORE UPDATE ON usage_refusal
BEGIN SELECT RAISE(ABORT, 'files of usage are immutable'); END;
CREATE TRIGGER usage_refusal_no_delete BEFORE DELETE ON usage_refusal
BEGIN SELECT RAISE(ABORT, 'files of usage are immutable'); END;
CREATE TRIGGER usage_record_no_rebill BEFORE UPDATE ON usage_record WHEN OLD.invoice_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'records of usage are immutable'); END;
CREATE TRIGGER usage_record_no_update BEFORE UPDATE OF id, import_id, partner_id, subscription_id, record, digest, used_on, term_from, service_name, service_type, resource_id, resource_name, region, sku, tier, consumed, included, price, metered_region, metered_service, metered_service_type, project, service_info ON usage_record
BEGIN SELECT RAISE(ABORT, 'records of usage are immutable'); END;
CREATE TRIGGER usage_record_no_delete BEFORE DELETE ON usage_record
BEGIN SELECT RAISE(ABORT, 'records of usage are immutable'); END;
CREATE TRIGGER usage_line_no_update BEFORE UPDATE ON usage_line
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;
CREATE TRIGGER usage_line_no_delete BEFORE DELETE ON usage_line
BEGIN SELECT RAISE(ABORT, 'issued bills are immutable'); END;

-- Usage charges and discounts on them, and the lines of the usage file; older invoices have none.
ALTER TABLE invoice ADD COLUMN usage INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN usage_discount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN usage_count INTEGER NOT NULL DEFAULT 0;
-- SHA-256 of the usage file; empty where there is none.
ALTER TABLE invoice ADD COLUMN usage_hash TEXT NOT NULL DEFAULT '';

-- Whether a discount is taken off usage; others are taken off licences.
ALTER TABLE bill_adjustment ADD COLUMN of_usage BOOLEAN NOT NULL DEFAULT 0;
