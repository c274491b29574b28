//! What only a sandbox has: a clock that can be turned, and faults that can be asked for.

pub mod account;
pub mod fault;
pub mod time;
