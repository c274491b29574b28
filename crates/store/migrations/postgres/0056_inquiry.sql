-- What customers ask their partners, and as what a partner passed it on to the operator.
ALTER TABLE support_request ADD COLUMN inquiry_id UUID REFERENCES support_request (id);
ALTER TABLE support_request ADD COLUMN shared BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX support_request_inquiry ON support_request (inquiry_id) WHERE inquiry_id IS NOT NULL;
