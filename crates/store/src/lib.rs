//! Everything that is SQL. No other crate knows a table, a driver or which engine runs.
//!
//! Tenant data is reached with a [`domain::permission::TenantScope`], data across tenants with an
//! [`domain::permission::OperatorScope`]; only authorisation makes either.

pub mod accounts;
pub mod application;
pub mod audit;
pub mod company;
pub mod db;
pub mod housekeeping;
pub mod idempotency;
pub mod identity;
pub mod migrations;
pub mod operator;
pub mod outbox;
pub mod registration;
pub mod resume;
pub mod risk;
pub mod signature;
pub mod timer;

pub use db::{Db, DbError, Engine, Reply, Row, Tx, Value};
