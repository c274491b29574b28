//! What is kept of people and companies, for how long, and what is erased when somebody asks.

pub mod request;
pub mod retention;
