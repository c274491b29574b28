//! The application F6, its status, and the agreement F7, as the applicant's company sees them.

pub mod agreements;
pub mod form;
pub mod sign;
pub mod status;
