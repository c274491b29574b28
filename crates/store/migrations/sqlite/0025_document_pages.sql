-- How many pages a document has, counted when it came; none for those that came before this was kept
-- and that nobody has opened since.
ALTER TABLE document ADD COLUMN pages INTEGER;
