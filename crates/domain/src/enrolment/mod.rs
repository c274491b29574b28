//! From "we want to resell" to "we may sell".
//!
//! Two machines: a [`registration`] ends with a work account, an [`application`] with the right to
//! resell. Both are tables, so that documents and tests read the same rows as the code.

pub mod application;
pub mod challenge;
pub mod checks;
pub mod company;
pub mod described;
pub mod details;
#[cfg(test)]
mod differences;
pub mod documents;
pub mod duty;
pub mod form;
pub mod human;
pub mod information;
pub mod machine;
pub mod network;
#[cfg(test)]
mod printed;
pub mod provisioning;
pub mod recheck;
pub mod registration;
pub mod registry;
pub mod rejection;
pub mod risk;
pub mod schedule;
pub mod screening;
pub mod sections;
pub mod signature;
pub mod similar;
pub mod sla;
pub mod thread;
pub mod vetting;
