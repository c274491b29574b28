//! Agreements over time: which version is in force, what changed, who has to sign again.

pub mod campaign;
pub mod compare;
pub mod publication;
