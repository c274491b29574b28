-- Planned maintenance of services, as the operator announces it.
CREATE TABLE maintenance (
    id BLOB PRIMARY KEY,
    -- As people name it.
    number TEXT NOT NULL,
    -- A title in each language; empty where it was not written.
    title_zh_hans TEXT NOT NULL,
    title_zh_hant TEXT NOT NULL,
    title_en TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    -- Why it was told at short notice; empty when it was told in time.
    emergency TEXT NOT NULL,
    posted_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    cancelled_at INTEGER,
    -- When it is told once more; none when it was, or is not to be.
    remind_at INTEGER,
    -- What is being told, and the last partner that was; none when nothing is.
    telling TEXT CHECK (telling IN ('planned', 'moved', 'cancelled', 'soon')),
    told BLOB,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX maintenance_number ON maintenance (number);
CREATE INDEX maintenance_ends ON maintenance (ends_at DESC, id);
CREATE INDEX maintenance_telling ON maintenance (id) WHERE telling IS NOT NULL;
CREATE INDEX maintenance_reminding ON maintenance (remind_at) WHERE remind_at IS NOT NULL;

-- The services it is about, and the offers these are sold by.
CREATE TABLE maintenance_service (
    maintenance_id BLOB NOT NULL REFERENCES maintenance (id),
    product_id BLOB NOT NULL,
    PRIMARY KEY (maintenance_id, product_id)
);
CREATE TABLE maintenance_offer (
    maintenance_id BLOB NOT NULL REFERENCES maintenance (id),
    offer_id BLOB NOT NULL,
    PRIMARY KEY (maintenance_id, offer_id)
);

-- What was said about it, in order, and the time it was planned for then.
CREATE TABLE maintenance_update (
    maintenance_id BLOB NOT NULL REFERENCES maintenance (id),
    place INTEGER NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('planned', 'moved', 'cancelled')),
    author TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    text_zh_hans TEXT NOT NULL,
    text_zh_hant TEXT NOT NULL,
    text_en TEXT NOT NULL,
    PRIMARY KEY (maintenance_id, place)
);
