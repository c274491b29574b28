-- Which contact e-mail and mobile a person was reached at. It counts for the value it names only: what
-- was changed since is not confirmed by it.
CREATE TABLE confirmed_contact (
    account_id UUID NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('email', 'mobile')),
    value TEXT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind)
);
