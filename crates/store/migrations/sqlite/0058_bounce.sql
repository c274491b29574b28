-- Mails that a server took and gave back later.
ALTER TABLE message ADD COLUMN bounced_at INTEGER;
-- Why, as the mail server puts it.
ALTER TABLE message ADD COLUMN bounce TEXT;
-- The hash of the link to confirm something that the mail held.
ALTER TABLE message ADD COLUMN confirmation BLOB;
CREATE INDEX message_bounced ON message (recipient) WHERE bounced_at IS NOT NULL;
