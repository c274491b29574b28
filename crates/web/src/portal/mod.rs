//! The partner portal beyond enrolment.

pub mod actions;
pub mod change_documents;
pub mod overview;
pub mod profile;
pub mod profile_edit;
pub mod search;
