//! A customer's own centre: what its people do with what partners sold to it.

pub mod licences;
pub mod services;
