-- Numbers codes were asked for, without extensions, by registration: a number several of them use is
-- a finding, and one of a registration that was stopped gets no more codes. `at` is the last time.
CREATE TABLE registration_phone (
    registration_id UUID NOT NULL REFERENCES registration (id),
    phone TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (registration_id, phone)
);
CREATE INDEX registration_phone_number ON registration_phone (phone, at);
