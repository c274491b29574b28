-- What came by mail: what is the same when the same letter comes again.
ALTER TABLE support_line ADD COLUMN letter BLOB;
CREATE UNIQUE INDEX support_line_letter ON support_line (request_id, letter) WHERE letter IS NOT NULL;
