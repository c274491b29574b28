-- Lists of restricted parties companies are held against when they apply. A list comes as a file and
-- replaces the one of its name as a whole; of one that has ended the entries are gone.
CREATE TABLE screening_list (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 BYTEA NOT NULL,
    entries BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    problems TEXT NOT NULL,
    uploaded_by UUID NOT NULL REFERENCES account (id),
    uploaded_at BIGINT NOT NULL,
    confirmed_by UUID REFERENCES account (id),
    confirmed_at BIGINT,
    ended_at BIGINT
);
CREATE UNIQUE INDEX screening_list_in_force ON screening_list (name) WHERE confirmed_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX screening_list_uploaded ON screening_list (uploaded_at);

CREATE TABLE screening_entry (
    list_id UUID NOT NULL REFERENCES screening_list (id),
    number BIGINT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (list_id, number)
);
