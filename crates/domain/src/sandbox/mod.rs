//! What only a sandbox has: a clock that can be turned.

pub mod time;
