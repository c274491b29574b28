//! Everything that is SQL. No other crate knows a table, a driver or which engine runs.

pub mod db;
pub mod migrations;

pub use db::{Db, DbError, Engine, Reply, Row, Tx, Value};
