//! Enrolment, the applicant's side: registration, application, confirmations, signature, set-up.

pub mod application;
pub mod challenge;
pub mod checks;
pub mod confirmation;
pub mod create_account;
pub mod details;
pub mod documents;
mod duplicates;
pub mod existing;
pub mod network;
pub mod provisioning;
pub mod registration;
pub mod resume;
mod risk;
pub mod signing;
