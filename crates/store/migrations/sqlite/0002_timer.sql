-- When each periodic job runs next, so that of several nodes one runs it.
CREATE TABLE timer (
    name TEXT PRIMARY KEY,
    due_at INTEGER NOT NULL
);
