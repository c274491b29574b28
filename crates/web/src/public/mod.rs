//! Pages for anybody.

pub mod home;
pub mod probes;
