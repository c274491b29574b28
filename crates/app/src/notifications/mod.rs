//! Everything a person is told outside the screen: mails, texts, calls, printed agreements.

pub(crate) mod alert;
pub mod bounces;
pub mod digest;
pub mod dsn;
pub mod mail;
pub mod print;
pub mod telephone;
pub mod wishes;

pub use mail::Notice;
pub use telephone::{TelephoneJob, TelephoneNotice};

use domain::effects::DeliveryError;

/// Why a message has not left, and whether another attempt may help.
#[derive(Debug)]
pub(crate) struct Undelivered {
    pub(crate) reason: String,
    pub(crate) permanent: bool,
}

impl Undelivered {
    fn temporary(reason: impl std::fmt::Display) -> Self {
        Self {
            reason: reason.to_string(),
            permanent: false,
        }
    }

    fn permanent(reason: impl std::fmt::Display) -> Self {
        Self {
            reason: reason.to_string(),
            permanent: true,
        }
    }
}

impl From<DeliveryError> for Undelivered {
    fn from(error: DeliveryError) -> Self {
        match error {
            DeliveryError::Temporary(reason) => Self::temporary(reason),
            DeliveryError::Permanent(reason) => Self::permanent(reason),
        }
    }
}
