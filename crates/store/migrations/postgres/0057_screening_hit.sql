-- Companies that are there already are held against a list when it comes into force, some at a time.
ALTER TABLE screening_list ADD COLUMN holding BOOLEAN NOT NULL DEFAULT FALSE;
-- The last application that was held against it.
ALTER TABLE screening_list ADD COLUMN held_until UUID;
CREATE INDEX screening_list_holding ON screening_list (confirmed_at) WHERE holding;

-- A company that looks like an entry. Where a review runs, the check of the case has it and it is
-- judged there; elsewhere a reviewer judges it here.
CREATE TABLE screening_hit (
    id UUID PRIMARY KEY,
    list_id UUID NOT NULL REFERENCES screening_list (id),
    application_id UUID NOT NULL REFERENCES application (id),
    -- What the operator calls the list: a later edition that finds the same is not told again.
    list_name TEXT NOT NULL,
    found TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('in-case', 'open', 'cleared', 'confirmed')),
    found_at BIGINT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at BIGINT,
    note TEXT NOT NULL
);
CREATE UNIQUE INDEX screening_hit_once ON screening_hit (list_id, application_id);
CREATE INDEX screening_hit_application ON screening_hit (application_id);
CREATE INDEX screening_hit_open ON screening_hit (found_at, id) WHERE state = 'open';
