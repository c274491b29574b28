//! Pages and interfaces over HTTP: a handler parses, calls one use case, presents.

pub mod demo;
pub mod http;
pub mod identity;
pub mod public;
pub mod registration;
mod router;
pub mod ui;

pub use demo::{DemoAccount, DemoGuide};
pub use router::{Options, ROUTES, Route, router};
