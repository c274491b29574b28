//! What happens by itself: the worker that drains the outbox, and housekeeping.

pub mod housekeeping;
pub mod worker;
