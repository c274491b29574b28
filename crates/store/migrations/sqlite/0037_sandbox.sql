-- How far the clock of a sandbox is ahead of real time, microseconds. One row, of sandboxes only.
CREATE TABLE sandbox_clock (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    ahead INTEGER NOT NULL
);

-- Turns of that clock. made_at and done_at are real time.
CREATE TABLE sandbox_turn (
    id BLOB PRIMARY KEY,
    tenant_id BLOB NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    done_at INTEGER,
    failures TEXT NOT NULL
);
CREATE INDEX sandbox_turn_made ON sandbox_turn (made_at);

-- What programs sent and got. at is the installation's time, wall_at real time.
CREATE TABLE api_request (
    id BLOB PRIMARY KEY,
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    caller TEXT NOT NULL,
    at INTEGER NOT NULL,
    wall_at INTEGER NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    operation TEXT NOT NULL,
    status INTEGER NOT NULL,
    took_us INTEGER NOT NULL,
    correlation BLOB NOT NULL,
    sent_headers TEXT NOT NULL,
    sent_body TEXT NOT NULL,
    got_headers TEXT NOT NULL,
    got_body TEXT NOT NULL
);
CREATE INDEX api_request_tenant ON api_request (tenant_id, wall_at, id);
CREATE INDEX api_request_wall ON api_request (wall_at);

-- Until when a company's requests are kept where they are not by themselves. Real time.
CREATE TABLE api_log (
    tenant_id BLOB PRIMARY KEY REFERENCES tenant (id),
    on_until INTEGER NOT NULL
);
