-- What a partner's people have to do: subscriptions that come to an end, by partner.
CREATE INDEX subscription_partner_trial ON subscription (partner_id, ends_on) WHERE status = 'active' AND is_trial;
CREATE INDEX subscription_partner_ending ON subscription (partner_id, ends_on) WHERE status = 'active' AND NOT is_trial AND NOT auto_renew;
CREATE INDEX subscription_partner_deletion ON subscription (partner_id, delete_on) WHERE status = 'suspended';
-- And files that wait for somebody.
CREATE INDEX customer_import_waiting ON customer_import (partner_id, uploaded_at) WHERE state IN ('checked', 'stopped');
