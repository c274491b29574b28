-- The partner network's register in the operator's hands: which headquarters a location belongs to,
-- and files that are imported. `cells` is the file as JSON, `report` what was done with it.
ALTER TABLE network_member ADD COLUMN headquarters_id TEXT;
ALTER TABLE network_member ADD COLUMN changed_at INTEGER;
CREATE INDEX network_member_headquarters ON network_member (headquarters_id) WHERE headquarters_id IS NOT NULL;

CREATE TABLE network_import (
    id BLOB PRIMARY KEY,
    file_name TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    cells TEXT NOT NULL,
    uploaded_by BLOB NOT NULL REFERENCES account (id),
    uploaded_at INTEGER NOT NULL,
    confirmed_by BLOB REFERENCES account (id),
    confirmed_at INTEGER,
    added INTEGER,
    changed INTEGER,
    unchanged INTEGER,
    refused INTEGER
);
CREATE INDEX network_import_newest ON network_import (uploaded_at);
