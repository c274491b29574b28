-- How long an application has been in its state, what happens next by itself, and the clock of the
-- review. Rows from before have no entered_at; a periodic job fills them.
ALTER TABLE application ADD COLUMN entered_at BIGINT;
-- When it lapses, as promised when the state was entered.
ALTER TABLE application ADD COLUMN lapse_at BIGINT;
-- The next reminder, warning or lapse.
ALTER TABLE application ADD COLUMN next_at BIGINT;
-- Since when the operator's clock runs; null while it stands still.
ALTER TABLE application ADD COLUMN sla_since BIGINT;
-- Working days used before that.
ALTER TABLE application ADD COLUMN sla_days BIGINT NOT NULL DEFAULT 0;
CREATE INDEX application_next ON application (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX application_unwound ON application (id) WHERE entered_at IS NULL;

-- Every state an application has been in.
CREATE TABLE application_step (
    application_id UUID NOT NULL REFERENCES application (id),
    number BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'in-review', 'information-requested', 'approved', 'rejected', 'provisioning', 'active', 'withdrawn', 'lapsed')),
    at BIGINT NOT NULL,
    PRIMARY KEY (application_id, number)
);
