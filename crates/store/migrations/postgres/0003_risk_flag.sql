-- Findings that make a reviewer look twice, of a registration or of an application. A finding with
-- the same detail counts once. `at` is when it was first found, µs UTC.
CREATE TABLE risk_flag (
    owner_id UUID NOT NULL,
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (owner_id, code, detail)
);
