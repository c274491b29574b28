-- What a feed says of services in regions: the newest measurement that was believed of each.
CREATE TABLE health_reading (
    product_id UUID NOT NULL,
    -- A code of the programme.
    region TEXT NOT NULL,
    -- When it was measured, as the feed says.
    at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('healthy', 'advisory', 'degraded', 'interrupted')),
    -- Millionths.
    availability BIGINT NOT NULL CHECK (availability BETWEEN 0 AND 1000000),
    -- Milliseconds; none where nothing answered.
    latency BIGINT CHECK (latency >= 0),
    PRIMARY KEY (product_id, region)
);

-- The measurements of a local day, added up.
CREATE TABLE health_day (
    product_id UUID NOT NULL,
    day TEXT NOT NULL,
    region TEXT NOT NULL,
    readings BIGINT NOT NULL,
    availability_sum BIGINT NOT NULL,
    availability_least BIGINT NOT NULL,
    -- How many of them had a latency.
    latencies BIGINT NOT NULL,
    latency_sum BIGINT NOT NULL,
    latency_most BIGINT NOT NULL,
    -- The worst state: 0 for healthy to 3 for interrupted.
    worst BIGINT NOT NULL CHECK (worst BETWEEN 0 AND 3),
    PRIMARY KEY (product_id, day, region)
);
CREATE INDEX health_day_day ON health_day (day);

-- How the feed itself did: a line as long as the same came of asking it.
CREATE TABLE health_feed_turn (
    place BIGINT PRIMARY KEY,
    outcome TEXT NOT NULL CHECK (outcome IN
        ('good', 'partly', 'stalled', 'refused', 'large', 'unreadable', 'away')),
    -- The faults, or why there was no answer.
    detail TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    -- When something new was learnt last, before that too.
    news_at BIGINT,
    times BIGINT NOT NULL
);
CREATE INDEX health_feed_turn_last ON health_feed_turn (last_at);

-- What everybody reads of services asks for the incidents that are open.
CREATE INDEX incident_open ON incident (id) WHERE restored_at IS NULL;
