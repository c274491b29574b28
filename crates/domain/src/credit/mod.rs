//! Credit: how a limit comes about, what a decision is worth and until when.

pub mod history;
pub mod inquiry;
pub mod overrides;
pub mod proposal;
pub mod review;
pub mod standing;
