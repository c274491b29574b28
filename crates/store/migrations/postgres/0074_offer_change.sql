-- What the operator changes of offers on screen: proposed by one person, agreed to by another, laid over
-- the programme's folder from a day on. Days are local ones, ISO.
CREATE TABLE offer_change (
    id UUID PRIMARY KEY,
    offer_id UUID NOT NULL,
    -- JSON of the facts when it was proposed, and of what they are to be.
    facts_before TEXT NOT NULL,
    facts_after TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'declined', 'taken-back', 'withdrawn')),
    proposed_by UUID NOT NULL REFERENCES account (id),
    proposed_name TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at BIGINT,
    decision_reason TEXT NOT NULL,
    closed_by UUID REFERENCES account (id),
    closed_name TEXT NOT NULL,
    closed_at BIGINT,
    close_reason TEXT NOT NULL
);
-- One waits at a time, or two people would decide about two halves of one thing.
CREATE UNIQUE INDEX offer_change_waits ON offer_change (offer_id) WHERE state = 'proposed';
CREATE INDEX offer_change_offer ON offer_change (offer_id, proposed_at);
CREATE INDEX offer_change_agreed ON offer_change (effective_on, decided_at) WHERE state = 'approved';
-- What every sale asks: whether there is a newer edition of the catalogue.
CREATE INDEX offer_change_edition ON offer_change (state, effective_on) WHERE state IN ('approved', 'withdrawn');
-- What runs of an offer is asked before the offer is changed.
CREATE INDEX subscription_offer_status ON subscription (offer_id, status);
