//! The programming interface: paths, names and habits of a partner centre's REST interface, so that
//! programs written for one work here after a change of the base address.
//!
//! Each area is a module with its lines of the table of operations ([`table`]) and its handlers. A
//! handler reads its [`call::Call`], calls one use case and presents; who may call, counting,
//! ids, languages and the form of errors are [`serve`]'s and the same for all.

pub mod absent;
pub mod agreements;
pub mod audit;
pub mod call;
pub mod carts;
pub mod catalogue;
pub mod compat;
mod customer_shape;
pub mod customers;
pub mod examples;
pub mod exports;
pub mod invoices;
pub mod json;
mod kept;
mod missing;
pub mod moves;
pub mod openapi;
pub mod orders;
pub mod organisation;
pub mod pages;
pub mod problem;
pub mod products;
pub mod profile_updates;
pub mod profiles;
pub mod relationships;
pub mod sandbox;
pub mod serve;
pub mod show;
pub mod subscriptions;
pub mod table;
mod terms;
pub mod validations;
pub mod webhooks;
pub mod wire;

pub use problem::Problem;
pub use serve::service;
pub use table::{Operation, all};
