-- What the prefix of an organisation's domain looks like to a hurried reader; no two organisations
-- look alike. A prefix with the digit 1 looks like two things.
CREATE TABLE domain_look (
    look TEXT PRIMARY KEY,
    domain TEXT NOT NULL
);
CREATE INDEX domain_look_domain ON domain_look (domain);

-- The organisations there are; of two that look alike the first keeps the look.
INSERT INTO domain_look (look, domain)
SELECT REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(SPLIT_PART(domain, '.', 1), '-', ''), '0', 'o'), '3', 'e'), '5', 's'), 'rn', 'm'), 'vv', 'w'), '1', 'l'), domain FROM tenant
WHERE TRUE ON CONFLICT DO NOTHING;
INSERT INTO domain_look (look, domain)
SELECT REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(SPLIT_PART(domain, '.', 1), '-', ''), '0', 'o'), '3', 'e'), '5', 's'), 'rn', 'm'), 'vv', 'w'), '1', 'i'), domain FROM tenant
WHERE TRUE ON CONFLICT DO NOTHING;
