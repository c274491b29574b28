-- How people want to be told, what they have put away, and what waits for the mail of the next morning.
CREATE TABLE notice_wish (
    account_id UUID NOT NULL REFERENCES account (id),
    topic TEXT NOT NULL,
    mails TEXT NOT NULL CHECK (mails IN ('at-once', 'daily', 'never')),
    news BOOLEAN NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, topic)
);
CREATE TABLE archived_notice (
    account_id UUID NOT NULL REFERENCES account (id),
    -- What it is, told by its kind, its place and what it names.
    mark TEXT NOT NULL,
    -- JSON: kind and everything its words name.
    what TEXT NOT NULL,
    archived_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, mark)
);
CREATE INDEX archived_notice_time ON archived_notice (account_id, archived_at);
CREATE INDEX archived_notice_age ON archived_notice (archived_at);
CREATE TABLE digest_line (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    -- The mail it stands for, with its facts.
    notice TEXT NOT NULL,
    dedupe TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);
CREATE INDEX digest_line_account ON digest_line (account_id, created_at);
CREATE INDEX digest_line_time ON digest_line (created_at);
