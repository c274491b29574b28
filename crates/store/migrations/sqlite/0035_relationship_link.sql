-- Which of a partner's links for customers is good: the newest. None is generation 0.
CREATE TABLE relationship_link (
    partner_id BLOB PRIMARY KEY REFERENCES tenant (id),
    generation INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
);
