-- A customer's contact changes, and the partner confirms anew: the word is one for each contact of a
-- version, not one for each version.
ALTER TABLE customer_attestation DROP CONSTRAINT customer_attestation_pkey;
ALTER TABLE customer_attestation
    ADD PRIMARY KEY (customer_id, template, family_name, given_name, email, phone);
