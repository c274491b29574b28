//! Who may come in: passwords, lockout, sessions.

pub mod lockout;
pub mod password;
pub mod session;
pub mod work_account;
