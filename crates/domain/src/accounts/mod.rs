//! Users of a company, the operator's staff, and what may be done with their accounts.

pub mod change_documents;
pub mod contact;
pub mod domains;
pub mod profiles;
pub mod staff;
pub mod users;
