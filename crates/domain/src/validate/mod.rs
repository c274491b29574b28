//! Checks of what people type, and the one spelling each accepted value is stored in.
//!
//! Every function takes the raw text of a field and gives back either the normalised value or a
//! [`Problem`] whose code is the message key `problem-<code>`. Feeding an accepted value to its own
//! validator again gives the same value.

pub mod columns;
pub mod date;
pub mod domain_name;
pub mod email;
pub mod name;
pub mod number;
pub mod phone;
pub mod postal;
pub mod province;
pub mod public_address;
pub mod text;
pub mod uscc;
pub mod web_url;

#[cfg(test)]
mod hostile;

pub use columns::columns;
pub use date::date;
pub use domain_name::{custom_domain, domain_prefix, is_under, looks, user_name};
pub use email::{company_email, email, email_domain};
pub use number::{
    amount_cny, bank_account, fapiao_number, network_id, verification_code, whole_number,
};
pub use postal::postal_code;
pub use province::Province;
pub use uscc::check as uscc;
pub use web_url::{callback_url, web_url};

use serde::Serialize;

/// What is wrong with a value, without any words of a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code}")]
pub struct Problem {
    /// Stable kebab-case code, for example `uscc-check-digit`; the message key is `problem-<code>`.
    pub code: &'static str,
    /// Values the message may show, by placeholder name.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem whose message needs no values.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self {
            code,
            args: Vec::new(),
        }
    }

    /// The same problem with one more value for its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// A problem together with whether it stops the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// `true` refuses the value; `false` only warns.
    pub blocking: bool,
}

impl From<Problem> for Finding {
    /// A problem a validator returned as its error: it blocks.
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            blocking: true,
        }
    }
}

/// An accepted text and what is doubtful about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The normalised value, the only form that is stored.
    pub value: String,
    /// Doubts that do not stop the form.
    pub warnings: Vec<Problem>,
}

impl Checked {
    /// An accepted text without doubts.
    #[must_use]
    pub const fn plain(value: String) -> Self {
        Self {
            value,
            warnings: Vec::new(),
        }
    }

    /// The warnings as findings that do not block.
    pub fn findings(&self) -> impl Iterator<Item = Finding> + '_ {
        self.warnings.iter().cloned().map(|problem| Finding {
            problem,
            blocking: false,
        })
    }
}

impl From<String> for Checked {
    /// A normalised value without doubts.
    fn from(value: String) -> Self {
        Self::plain(value)
    }
}

impl From<phone::Phone> for Checked {
    fn from(phone: phone::Phone) -> Self {
        Self::plain(phone.e164)
    }
}
