//! From "we want to resell" to "we may sell".
//!
//! Two machines: a [`registration`] ends with a work account, an [`application`] with the right to
//! resell. Both are tables, so that documents and tests read the same rows as the code.

pub mod application;
pub mod challenge;
pub mod checks;
pub mod company;
pub mod details;
pub mod documents;
pub mod form;
pub mod human;
pub mod machine;
pub mod provisioning;
pub mod registration;
pub mod risk;
pub mod sections;
pub mod signature;
