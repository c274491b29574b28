//! `/ops/billing`: bill runs, payments, credit notes, and accounts of partners.

pub mod account;
pub mod credit_notes;
pub mod payment;
pub mod payments;
mod runs;

pub use runs::{preview, report, retry, runs};
