-- What was told before a day of a subscription, so that each mail leaves once. what: deletion,
-- renewal, ending, trial; mark: how many days before, at most.
CREATE TABLE term_notice (
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    what TEXT NOT NULL CHECK (what IN ('deletion', 'renewal', 'ending', 'trial')),
    day TEXT NOT NULL,
    mark BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (subscription_id, what, day, mark)
);
CREATE INDEX subscription_deletion ON subscription (delete_on) WHERE status = 'suspended';
CREATE INDEX subscription_end ON subscription (ends_on) WHERE status = 'active';
