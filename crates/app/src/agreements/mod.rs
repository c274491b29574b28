//! Agreements over time: what is in force, publishing a version, signing again, declining.

pub mod answers;
pub mod campaign;
pub mod evidence;
pub mod force;
pub mod publishing;
pub mod versions;

pub use force::InForce;

/// The agreement a reseller signs.
pub const AGREEMENT: &str = "reseller-agreement";
