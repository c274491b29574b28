-- Locks of sign-ins that no account can hold: of names nobody has and of network addresses, under a
-- keyed hash. `locked_until` in µs UTC; before the first lock it is the last wrong try.
CREATE TABLE sign_in_lock (
    source BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    locked_until BIGINT NOT NULL
);
CREATE INDEX sign_in_lock_until ON sign_in_lock (locked_until);
