//! What other programs call. No cookies, no forms: a signature says who they are.

pub mod credit;
