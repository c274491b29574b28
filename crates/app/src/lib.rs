//! Use cases: what people and machines may do, each through one command pipeline.

pub mod i18n;
