//! What happens after commit: the worker that drains the outbox.

pub mod worker;
