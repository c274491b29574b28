-- Customers and orders from a file. The rows are forgotten after a while, what came of them stays.
CREATE TABLE customer_import (
    id BLOB PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL CHECK (kind IN ('customers', 'orders')),
    file_name TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('receiving', 'checking', 'checked', 'running', 'stopped', 'done', 'discarded')),
    -- Why it is stopped: part of a locale key; empty when a person did it.
    reason TEXT NOT NULL,
    uploaded_by BLOB NOT NULL REFERENCES account (id),
    uploaded_name TEXT NOT NULL,
    uploaded_at INTEGER NOT NULL,
    confirmed_by BLOB REFERENCES account (id),
    confirmed_name TEXT NOT NULL,
    confirmed_at INTEGER,
    finished_at INTEGER,
    -- How many rows there are, and how many stand how.
    row_count INTEGER NOT NULL,
    ready INTEGER NOT NULL,
    wrong INTEGER NOT NULL,
    known INTEGER NOT NULL,
    done INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    forgotten BOOLEAN NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX customer_import_newest ON customer_import (partner_id, uploaded_at);
CREATE INDEX customer_import_old ON customer_import (uploaded_at) WHERE NOT forgotten;

-- `cells` and `problems` are JSON. `row_key` is what makes the row that row, `also` what else occurs
-- once in a file.
CREATE TABLE customer_import_row (
    import_id BLOB NOT NULL REFERENCES customer_import (id),
    number INTEGER NOT NULL,
    cells TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'ready', 'wrong', 'known', 'done', 'failed')),
    row_key TEXT NOT NULL,
    also TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    problems TEXT NOT NULL,
    made_id BLOB,
    PRIMARY KEY (import_id, number)
);
CREATE INDEX customer_import_row_state ON customer_import_row (import_id, state, number);
CREATE INDEX customer_import_row_key ON customer_import_row (import_id, row_key, number) WHERE row_key <> '';
CREATE INDEX customer_import_row_also ON customer_import_row (import_id, also, number) WHERE also <> '';

-- What was imported, for good: a file that is sent again makes nothing twice.
CREATE TABLE customer_import_key (
    partner_id BLOB NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL,
    row_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    made_id BLOB NOT NULL,
    import_id BLOB NOT NULL REFERENCES customer_import (id),
    made_at INTEGER NOT NULL,
    PRIMARY KEY (partner_id, kind, row_key)
);
