//! Programs that call the interface: the pages where a company registers them, and the addresses
//! they ask for tokens.

pub mod apps;
pub mod discovery;
pub mod tokens;
