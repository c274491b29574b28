-- Reminders of a link to a contact, and mails to it that came back.
ALTER TABLE confirmation ADD COLUMN remind_at INTEGER;
ALTER TABLE confirmation ADD COLUMN bounced_at INTEGER;
CREATE INDEX confirmation_remind ON confirmation (remind_at) WHERE remind_at IS NOT NULL;
