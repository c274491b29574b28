-- What a reviewer asked an applicant for. The form as it was then lies under the request's id in
-- `answer`, so that changes can be shown.
CREATE TABLE information_request (
    id UUID PRIMARY KEY,
    application_id UUID NOT NULL REFERENCES application (id),
    asked_by UUID NOT NULL REFERENCES account (id),
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    closed_at BIGINT,
    outcome TEXT CHECK (outcome IN ('answered', 'withdrawn', 'lapsed'))
);
CREATE INDEX information_request_application ON information_request (application_id, asked_at);
-- One request at a time.
CREATE UNIQUE INDEX information_request_open ON information_request (application_id) WHERE closed_at IS NULL;

CREATE TABLE information_item (
    id UUID PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES information_request (id),
    position BIGINT NOT NULL,
    reason TEXT NOT NULL,
    target TEXT NOT NULL,
    text TEXT NOT NULL,
    comment TEXT NOT NULL
);
CREATE UNIQUE INDEX information_item_place ON information_item (request_id, position);

-- What the applicant changed after the submission, field by field: with the answer to a request
-- (occasion is its id) or after the approval.
CREATE TABLE application_change (
    application_id UUID NOT NULL REFERENCES application (id),
    occasion UUID NOT NULL,
    field TEXT NOT NULL,
    before_value TEXT NOT NULL,
    after_value TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (occasion, field)
);
CREATE INDEX application_change_application ON application_change (application_id, changed_at);
