//! What is kept, what has to go, and requests of people about their data.

pub mod holding;
pub mod request;
pub mod retention;
