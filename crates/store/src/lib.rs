//! Everything that is SQL. No other crate knows a table, a driver or which engine runs.
//!
//! Tenant data is reached with a [`domain::permission::TenantScope`], data across tenants with an
//! [`domain::permission::OperatorScope`]; only authorisation makes either.

pub mod accounts;
pub mod actions;
pub mod agreements;
pub mod api_log;
pub mod application;
pub mod audit;
pub mod authenticator;
pub mod billing;
pub mod campaign;
pub mod centre;
pub mod client_app;
pub mod company;
pub mod confirmation;
pub mod consent;
pub mod contact;
pub mod credit;
pub mod customers;
pub mod db;
pub mod delegation;
pub mod document;
pub mod domains;
pub mod hooks;
pub mod housekeeping;
pub mod idempotency;
pub mod identity;
pub mod imports;
pub mod information;
pub mod lost_access;
pub mod migrations;
pub mod network;
pub mod operator;
pub mod orders;
pub mod outbox;
pub mod partner_acts;
pub mod partners;
pub mod price_lists;
pub mod privacy;
pub mod profile_change;
pub mod provisioning;
pub mod recovery;
pub mod registration;
pub mod rejection;
pub mod relationships;
pub mod resume;
pub mod review;
pub mod risk;
pub mod sandbox;
pub mod sandbox_account;
pub mod screening;
pub mod sealed;
pub mod shown_secret;
pub mod sign_in_lock;
pub mod signature;
pub mod signing_key;
pub mod staff;
pub mod subscriptions;
pub mod support;
pub mod tags;
pub mod term_notice;
pub mod timer;
pub mod users;
pub mod waiting;

pub use db::{Db, DbError, Engine, Reply, Row, Tx, Value};
