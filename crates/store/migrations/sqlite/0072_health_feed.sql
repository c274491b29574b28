-- What a feed says of services in regions: the newest measurement that was believed of each.
CREATE TABLE health_reading (
    product_id BLOB NOT NULL,
    -- A code of the programme.
    region TEXT NOT NULL,
    -- When it was measured, as the feed says.
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('healthy', 'advisory', 'degraded', 'interrupted')),
    -- Millionths.
    availability INTEGER NOT NULL CHECK (availability BETWEEN 0 AND 1000000),
    -- Milliseconds; none where nothing answered.
    latency INTEGER CHECK (latency >= 0),
    PRIMARY KEY (product_id, region)
);

-- The measurements of a local day, added up.
CREATE TABLE health_day (
    product_id BLOB NOT NULL,
    day TEXT NOT NULL,
    region TEXT NOT NULL,
    readings INTEGER NOT NULL,
    availability_sum INTEGER NOT NULL,
    availability_least INTEGER NOT NULL,
    -- How many of them had a latency.
    latencies INTEGER NOT NULL,
    latency_sum INTEGER NOT NULL,
    latency_most INTEGER NOT NULL,
    -- The worst state: 0 for healthy to 3 for interrupted.
    worst INTEGER NOT NULL CHECK (worst BETWEEN 0 AND 3),
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
    began_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    -- When something new was learnt last, before that too.
    news_at INTEGER,
    times INTEGER NOT NULL
);
CREATE INDEX health_feed_turn_last ON health_feed_turn (last_at);

-- What everybody reads of services asks for the incidents that are open.
CREATE INDEX incident_open ON incident (id) WHERE restored_at IS NULL;
