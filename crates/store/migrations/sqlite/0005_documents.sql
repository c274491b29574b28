-- What was uploaded besides what is kept of it, and what the malware scanner said.
ALTER TABLE document ADD COLUMN source_sha256 BLOB;
ALTER TABLE document ADD COLUMN dated_on TEXT;
ALTER TABLE document ADD COLUMN scan TEXT NOT NULL DEFAULT 'none' CHECK (scan IN ('none', 'pending', 'clean', 'infected', 'failed'));
ALTER TABLE document ADD COLUMN scan_note TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN scanned_at INTEGER;
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_source ON document (source_sha256) WHERE source_sha256 IS NOT NULL;
CREATE INDEX document_scan ON document (scan, uploaded_at);
