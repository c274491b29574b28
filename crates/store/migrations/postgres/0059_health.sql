-- Incidents of services, as the operator posts them.
CREATE TABLE incident (
    id UUID PRIMARY KEY,
    -- As people name it.
    number TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('advisory', 'degraded', 'interrupted', 'restored', 'post-incident')),
    -- A title in each language; empty where it was not written.
    title_zh_hans TEXT NOT NULL,
    title_zh_hant TEXT NOT NULL,
    title_en TEXT NOT NULL,
    -- When the service began to do badly, as the operator says.
    started_at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    restored_at BIGINT,
    -- Until when the next update or the final report is due; none when nothing more is to come.
    due_at BIGINT,
    -- The last partner that was told of the beginning and of the end; none when nobody is to be told.
    begun_told UUID,
    ended_told UUID,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX incident_number ON incident (number);
CREATE INDEX incident_posted ON incident (posted_at DESC, id);
CREATE INDEX incident_telling ON incident (id) WHERE begun_told IS NOT NULL OR ended_told IS NOT NULL;

-- The services it is about: products of the programme.
CREATE TABLE incident_service (
    incident_id UUID NOT NULL REFERENCES incident (id),
    product_id UUID NOT NULL,
    PRIMARY KEY (incident_id, product_id)
);

-- The offers these services are sold by: whoever has a subscription of one is concerned.
CREATE TABLE incident_offer (
    incident_id UUID NOT NULL REFERENCES incident (id),
    offer_id UUID NOT NULL,
    PRIMARY KEY (incident_id, offer_id)
);

-- What was said about it, in order.
CREATE TABLE incident_update (
    incident_id UUID NOT NULL REFERENCES incident (id),
    place BIGINT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    author TEXT NOT NULL,
    text_zh_hans TEXT NOT NULL,
    text_zh_hant TEXT NOT NULL,
    text_en TEXT NOT NULL,
    PRIMARY KEY (incident_id, place)
);

-- Who is concerned by an offer.
CREATE INDEX subscription_offer ON subscription (offer_id, partner_id, customer_id) WHERE status IN ('active', 'suspended');
