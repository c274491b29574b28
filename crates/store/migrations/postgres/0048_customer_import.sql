-- Customers and orders from a file. The rows are forgotten after a while, what came of them stays.
CREATE TABLE customer_import (
    id UUID PRIMARY KEY,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL CHECK (kind IN ('customers', 'orders')),
    file_name TEXT NOT NULL,
    sha256 BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('receiving', 'checking', 'checked', 'running', 'stopped', 'done', 'discarded')),
    -- Why it is stopped: part of a locale key; empty when a person did it.
    reason TEXT NOT NULL,
    uploaded_by UUID NOT NULL REFERENCES account (id),
    uploaded_name TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    confirmed_by UUID REFERENCES account (id),
    confirmed_name TEXT NOT NULL,
    confirmed_at BIGINT,
    finished_at BIGINT,
    -- How many rows there are, and how many stand how.
    row_count BIGINT NOT NULL,
    ready BIGINT NOT NULL,
    wrong BIGINT NOT NULL,
    known BIGINT NOT NULL,
    done BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    forgotten BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX customer_import_newest ON customer_import (partner_id, uploaded_at);
CREATE INDEX customer_import_old ON customer_import (uploaded_at) WHERE NOT forgotten;

-- `cells` and `problems` are JSON. `row_key` is what makes the row that row, `also` what else occurs
-- once in a file.
CREATE TABLE customer_import_row (
    import_id UUID NOT NULL REFERENCES customer_import (id),
    number BIGINT NOT NULL,
    cells TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'ready', 'wrong', 'known', 'done', 'failed')),
    row_key TEXT COLLATE "C" NOT NULL,
    also TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    problems TEXT NOT NULL,
    made_id UUID,
    PRIMARY KEY (import_id, number)
);
CREATE INDEX customer_import_row_state ON customer_import_row (import_id, state, number);
CREATE INDEX customer_import_row_key ON customer_import_row (import_id, row_key, number) WHERE row_key <> '';
CREATE INDEX customer_import_row_also ON customer_import_row (import_id, also, number) WHERE also <> '';

-- What was imported, for good: a file that is sent again makes nothing twice.
CREATE TABLE customer_import_key (
    partner_id UUID NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL,
    row_key TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT NOT NULL,
    made_id UUID NOT NULL,
    import_id UUID NOT NULL REFERENCES customer_import (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (partner_id, kind, row_key)
);
