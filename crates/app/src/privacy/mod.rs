//! What is kept of people and companies: periods, requests about personal data, looks at documents.

pub mod holdings;
pub mod overview;
pub mod requests;
pub mod retention;
