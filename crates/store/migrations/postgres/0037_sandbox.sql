-- How far the clock of a sandbox is ahead of real time, microseconds. One row, of sandboxes only.
CREATE TABLE sandbox_clock (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    ahead BIGINT NOT NULL
);

-- Turns of that clock. made_at and done_at are real time.
CREATE TABLE sandbox_turn (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    done_at BIGINT,
    failures TEXT NOT NULL
);
CREATE INDEX sandbox_turn_made ON sandbox_turn (made_at);

-- What programs sent and got. at is the installation's time, wall_at real time.
CREATE TABLE api_request (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    caller TEXT NOT NULL,
    at BIGINT NOT NULL,
    wall_at BIGINT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    operation TEXT NOT NULL,
    status BIGINT NOT NULL,
    took_us BIGINT NOT NULL,
    correlation UUID NOT NULL,
    sent_headers TEXT NOT NULL,
    sent_body TEXT NOT NULL,
    got_headers TEXT NOT NULL,
    got_body TEXT NOT NULL
);
CREATE INDEX api_request_tenant ON api_request (tenant_id, wall_at, id);
CREATE INDEX api_request_wall ON api_request (wall_at);

-- Until when a company's requests are kept where they are not by themselves. Real time.
CREATE TABLE api_log (
    tenant_id UUID PRIMARY KEY REFERENCES tenant (id),
    on_until BIGINT NOT NULL
);
