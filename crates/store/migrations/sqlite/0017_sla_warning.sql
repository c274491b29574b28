-- Shares of the promised time at which the reviewers of a case were warned.
CREATE TABLE sla_warning (
    application_id BLOB NOT NULL REFERENCES application (id),
    percent INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (application_id, percent)
);
