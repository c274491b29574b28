//! Programs that call the interface: registering them, their keys and tokens, who holds a token.

pub mod apps;
pub mod bearer;
pub mod hooks;
pub mod signing;
pub mod throttle;
pub mod tokens;

/// What is remembered between requests.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) keys: signing::Known,
    pub(crate) counts: throttle::Throttle,
    pub(crate) holders: bearer::Holders,
    pub(crate) hooks: hooks::Memory,
}
