//! Credit: decisions, questions to a bureau, overrides, yearly reviews.

pub mod decision;
pub mod inquiry;
pub mod overrides;
pub mod review;
