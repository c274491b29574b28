-- What the operator did about a partner: suspended, restored, ended. Ending takes two people.
CREATE TABLE partner_act (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL CHECK (kind IN ('suspend', 'restore', 'terminate')),
    -- Why it is suspended; empty for the others.
    cause TEXT NOT NULL,
    -- In the words the partner reads.
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'done', 'declined')),
    proposed_by UUID NOT NULL REFERENCES account (id),
    proposed_name TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_name TEXT NOT NULL,
    decided_at BIGINT,
    -- The last day of notice, ISO; empty for the others.
    ends_on TEXT NOT NULL,
    -- When the days of notice are over, while they run.
    ends_at BIGINT,
    -- The last customer that was told, while customers are.
    told_until UUID,
    telling BOOLEAN NOT NULL,
    CHECK (kind <> 'terminate' OR state <> 'done' OR decided_by <> proposed_by)
);
CREATE INDEX partner_act_newest ON partner_act (tenant_id, proposed_at);
CREATE UNIQUE INDEX partner_act_open ON partner_act (tenant_id) WHERE state = 'proposed';
CREATE INDEX partner_act_ending ON partner_act (ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX partner_act_telling ON partner_act (id) WHERE telling;
