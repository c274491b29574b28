//! What happens by itself: the worker that drains the outbox, and what is done from time to time.

pub mod housekeeping;
pub mod lapses;
pub mod registrations;
pub mod sla;
pub mod timers;
pub mod worker;
