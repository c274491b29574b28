//! The partner portal beyond enrolment.

pub mod actions;
pub mod archive;
pub mod change_documents;
pub mod overview;
pub mod profile;
pub mod profile_edit;
pub mod search;
pub mod wishes;
