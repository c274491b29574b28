-- When the operator's agents were reminded of a word that is overdue.
ALTER TABLE incident ADD COLUMN reminded_at BIGINT;
CREATE INDEX incident_due ON incident (due_at) WHERE due_at IS NOT NULL;
