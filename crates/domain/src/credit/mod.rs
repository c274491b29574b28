//! Credit: what a decision is worth, and until when.

pub mod standing;
