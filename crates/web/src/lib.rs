//! Pages and interfaces over HTTP: a handler parses, calls one use case, presents.

pub mod demo;
pub mod ui;
mod router;

pub use demo::{DemoAccount, DemoGuide};
pub use router::{Options, router};
