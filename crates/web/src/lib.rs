//! Pages and interfaces over HTTP: a handler parses, calls one use case, presents.

pub mod accounts;
pub mod api;
pub mod billing;
pub mod centre;
pub mod console;
pub mod customers;
pub mod demo;
pub mod enrolment;
pub mod health;
pub mod hooks;
pub mod http;
pub mod identity;
pub mod integration;
pub mod portal;
pub mod pricing;
pub mod public;
pub mod registration;
mod router;
pub mod subscriptions;
pub mod support;
pub mod ui;

pub use demo::{DemoAccount, DemoGuide, DemoProgram};
pub use router::{Options, ROUTES, Route, router};
