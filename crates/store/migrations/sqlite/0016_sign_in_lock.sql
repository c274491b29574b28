-- Locks of sign-ins that no account can hold: of names nobody has and of network addresses, under a
-- keyed hash. `locked_until` in µs UTC; before the first lock it is the last wrong try.
CREATE TABLE sign_in_lock (
    source BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until INTEGER NOT NULL
);
CREATE INDEX sign_in_lock_until ON sign_in_lock (locked_until);
