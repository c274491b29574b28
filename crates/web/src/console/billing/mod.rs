//! `/ops/billing`: bill runs, payments, and accounts of partners.

pub mod account;
pub mod payment;
pub mod payments;
mod runs;

pub use runs::{preview, report, retry, runs};
