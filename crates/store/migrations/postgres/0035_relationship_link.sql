-- Which of a partner's links for customers is good: the newest. None is generation 0.
CREATE TABLE relationship_link (
    partner_id UUID PRIMARY KEY REFERENCES tenant (id),
    generation BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
