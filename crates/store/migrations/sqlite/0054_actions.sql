-- What a partner's people have to do: subscriptions that come to an end, by partner.
CREATE INDEX subscription_partner_trial ON subscription (partner_id, ends_on, id) WHERE status = 'active' AND is_trial AND parent_id IS NULL;
CREATE INDEX subscription_partner_ending ON subscription (partner_id, ends_on, id) WHERE status = 'active' AND NOT is_trial AND NOT auto_renew AND parent_id IS NULL;
CREATE INDEX subscription_partner_deletion ON subscription (partner_id, delete_on, id) WHERE status = 'suspended' AND parent_id IS NULL;
-- And files that wait for somebody.
CREATE INDEX customer_import_waiting ON customer_import (partner_id, uploaded_at) WHERE state IN ('checked', 'stopped');
