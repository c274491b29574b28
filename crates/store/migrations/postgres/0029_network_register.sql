-- The partner network's register in the operator's hands: which headquarters a location belongs to,
-- and files that are imported. `cells` is the file as JSON, `report` what was done with it.
ALTER TABLE network_member ADD COLUMN headquarters_id TEXT;
ALTER TABLE network_member ADD COLUMN changed_at BIGINT;
CREATE INDEX network_member_headquarters ON network_member (headquarters_id) WHERE headquarters_id IS NOT NULL;

CREATE TABLE network_import (
    id UUID PRIMARY KEY,
    file_name TEXT NOT NULL,
    sha256 BYTEA NOT NULL,
    cells TEXT NOT NULL,
    uploaded_by UUID NOT NULL REFERENCES account (id),
    uploaded_at BIGINT NOT NULL,
    confirmed_by UUID REFERENCES account (id),
    confirmed_at BIGINT,
    added BIGINT,
    changed BIGINT,
    unchanged BIGINT,
    refused BIGINT
);
CREATE INDEX network_import_newest ON network_import (uploaded_at);
