-- Shares of the promised time at which the reviewers of a case were warned.
CREATE TABLE sla_warning (
    application_id UUID NOT NULL REFERENCES application (id),
    percent BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (application_id, percent)
);
