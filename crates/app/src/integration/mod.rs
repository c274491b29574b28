//! Programs that call the interface: registering them, their keys and tokens, people who let them
//! act, who holds a token.

pub mod addresses;
pub mod apps;
pub mod authorise;
pub mod bearer;
pub mod device;
pub mod grants;
pub mod hooks;
pub mod log;
pub mod mine;
pub mod reminders;
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
    pub(crate) log: log::Log,
}
