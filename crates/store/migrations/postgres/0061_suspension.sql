-- Suspension for what is paid too late: announced, postponed, done and ended. Days are local ones, ISO;
-- amounts are minor units.

-- The suspension that was announced for an invoice: gone once nothing of it is overdue, or it was
-- postponed.
CREATE TABLE suspension_notice (
    invoice_id UUID PRIMARY KEY REFERENCES invoice (id),
    partner_id UUID NOT NULL REFERENCES tenant (id),
    suspends_on TEXT NOT NULL,
    told_at BIGINT NOT NULL
);
CREATE INDEX suspension_notice_partner ON suspension_notice (partner_id);

-- The operator agrees to wait for an invoice; the newest one counts.
CREATE TABLE payment_deferral (
    id UUID PRIMARY KEY,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    invoice_id UUID NOT NULL REFERENCES invoice (id),
    -- Counted for each invoice, from 1.
    position BIGINT NOT NULL CHECK (position > 0),
    -- The last day.
    until_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    granted_on TEXT NOT NULL,
    granted_by UUID NOT NULL REFERENCES account (id),
    granted_name TEXT NOT NULL,
    granted_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX payment_deferral_position ON payment_deferral (invoice_id, position);
CREATE INDEX payment_deferral_partner ON payment_deferral (partner_id);

-- What the calendar and payments did to partners: suspended, and in business again.
CREATE TABLE payment_suspension (
    id UUID PRIMARY KEY,
    partner_id UUID NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL CHECK (kind IN ('suspend', 'restore')),
    -- What was overdue; nothing when it is in business again.
    overdue BIGINT NOT NULL CHECK (overdue >= 0),
    -- The invoice that was late longest.
    invoice_id UUID REFERENCES invoice (id),
    done_at BIGINT NOT NULL,
    CHECK ((kind = 'suspend') = (invoice_id IS NOT NULL))
);
CREATE INDEX payment_suspension_partner ON payment_suspension (partner_id, done_at);

CREATE TRIGGER payment_deferral_no_update BEFORE UPDATE ON payment_deferral
FOR EACH ROW EXECUTE FUNCTION refuse_change('deferrals are immutable');
CREATE TRIGGER payment_deferral_no_delete BEFORE DELETE ON payment_deferral
FOR EACH ROW EXECUTE FUNCTION refuse_change('deferrals are immutable');
CREATE TRIGGER payment_suspension_no_update BEFORE UPDATE ON payment_suspension
FOR EACH ROW EXECUTE FUNCTION refuse_change('what was done to partners is immutable');
CREATE TRIGGER payment_suspension_no_delete BEFORE DELETE ON payment_suspension
FOR EACH ROW EXECUTE FUNCTION refuse_change('what was done to partners is immutable');
CREATE TRIGGER payment_deferral_no_truncate BEFORE TRUNCATE ON payment_deferral
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('deferrals are immutable');
CREATE TRIGGER payment_suspension_no_truncate BEFORE TRUNCATE ON payment_suspension
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('what was done to partners is immutable');
