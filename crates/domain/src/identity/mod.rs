//! Who may come in: passwords, lockout, sessions, codes, recovery.

pub mod authenticator;
pub mod code;
pub mod lockout;
pub mod lost;
pub mod password;
pub mod recovery;
pub mod session;
pub mod work_account;
