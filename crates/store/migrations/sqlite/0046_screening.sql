-- Lists of restricted parties companies are held against when they apply. A list comes as a file and
-- replaces the one of its name as a whole; of one that has ended the entries are gone.
CREATE TABLE screening_list (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    entries INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    problems TEXT NOT NULL,
    uploaded_by BLOB NOT NULL REFERENCES account (id),
    uploaded_at INTEGER NOT NULL,
    confirmed_by BLOB REFERENCES account (id),
    confirmed_at INTEGER,
    ended_at INTEGER
);
CREATE UNIQUE INDEX screening_list_in_force ON screening_list (name) WHERE confirmed_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX screening_list_uploaded ON screening_list (uploaded_at);

CREATE TABLE screening_entry (
    list_id BLOB NOT NULL REFERENCES screening_list (id),
    number INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (list_id, number)
);
