-- Name and address without the habits people write them in, hashed: applications of one company that
-- uses another number are found by it. Null in applications that were submitted before.
ALTER TABLE application ADD COLUMN company TEXT;
CREATE INDEX application_company ON application (company) WHERE company IS NOT NULL;
