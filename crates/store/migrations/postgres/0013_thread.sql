-- Messages between a company and its reviewers, and notes among the reviewers. Two tables, so that
-- no query for the one can return the other.
CREATE TABLE case_message (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    side TEXT NOT NULL CHECK (side IN ('applicant', 'staff')),
    author_id UUID NOT NULL REFERENCES account (id),
    text TEXT NOT NULL,
    written_at BIGINT NOT NULL
);
CREATE INDEX case_message_thread ON case_message (application_id, written_at);

-- Up to which message a side has read what the other wrote.
CREATE TABLE case_message_read (
    application_id UUID NOT NULL REFERENCES application (id),
    side TEXT NOT NULL CHECK (side IN ('applicant', 'staff')),
    read_through BIGINT NOT NULL,
    PRIMARY KEY (application_id, side)
);

CREATE TABLE case_note (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    author_id UUID NOT NULL REFERENCES account (id),
    text TEXT NOT NULL,
    written_at BIGINT NOT NULL
);
CREATE INDEX case_note_case ON case_note (application_id, written_at);
