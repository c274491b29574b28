//! Enrolment, the applicant's side: registration, application, confirmations, signature, set-up.

pub mod appeal;
pub mod application;
pub mod challenge;
pub mod checks;
pub mod clock;
pub mod confirmation;
pub mod contacts;
pub mod create_account;
pub mod details;
pub mod documents;
mod duplicates;
pub mod existing;
pub mod information;
pub(crate) mod inspection;
pub(crate) mod intake;
pub mod network;
pub mod network_register;
pub mod provisioning;
pub mod registration;
pub mod reopening;
pub mod restart;
pub mod resume;
mod risk;
pub mod scanning;
pub mod screening;
pub mod screening_hits;
pub mod signing;
pub mod status;
pub mod withdraw;

mod facts;
pub(crate) mod recipients;
pub mod thread;
pub(crate) mod waiting;
