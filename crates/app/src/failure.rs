//! What can go wrong in a use case: an outer half for the caller, an inner half for the log.

use domain::caller::Stage;
use domain::effects::{DocumentError, Instant};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::machine::Illegal;
use domain::permission::Denial;
use domain::selling::{Reason, Refusal};
use std::fmt;
use store::DbError;

/// Why a use case did not happen.
#[derive(Debug)]
pub enum Failure {
    /// Nobody is signed in.
    SignInFirst,
    /// A step of the sign-in is missing.
    FinishSignIn(Stage),
    /// It does not exist, or not for this caller.
    NotFound,
    /// A role is missing; the texts are locale keys of roles that suffice.
    NeedsRole(Vec<&'static str>),
    /// Fields are wrong; nothing was decided.
    Invalid(Vec<FieldProblem>),
    /// The state of things does not allow it.
    Conflict(Conflict),
    /// Catalogue, customers, orders or subscriptions refuse it; what stands in the way first comes
    /// first, with the line it is about.
    Refused(Vec<Refusal>),
    /// Too often.
    TooMany {
        /// Stable code, part of the locale key.
        code: &'static str,
        /// When it may be tried again.
        until: Option<Instant>,
    },
    /// The idempotency key was used with another input.
    KeyReused,
    /// Something this program depends on does not answer at present; nothing was done, or it cannot
    /// be known whether it was. Trying again helps and does nothing twice.
    Unavailable(Fault),
    /// Ours to mend; the caller learns the correlation id only.
    Internal(Fault),
}

/// A refusal that depends on the state of things (HTTP 409).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Stable code; the locale key is `conflict-<code>`.
    pub code: &'static str,
    /// The present state, where there is one.
    pub state: Option<&'static str>,
}

/// The inner half: for the log, never for the caller.
pub struct Fault(String);

impl Fault {
    /// A fault with its description. The description must not hold secrets.
    #[must_use]
    pub fn new(description: impl fmt::Display) -> Self {
        Self(description.to_string())
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Failure {
    /// A conflict with a code.
    #[must_use]
    pub fn conflict(code: &'static str) -> Self {
        Self::Conflict(Conflict { code, state: None })
    }

    /// A fault of ours.
    #[must_use]
    pub fn internal(description: impl fmt::Display) -> Self {
        Self::Internal(Fault::new(description))
    }

    /// A dependency does not answer.
    #[must_use]
    pub fn unavailable(description: impl fmt::Display) -> Self {
        Self::Unavailable(Fault::new(description))
    }

    /// A stable code for logs, metrics and interfaces.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::SignInFirst => "sign-in-first",
            Self::FinishSignIn(_) => "finish-sign-in",
            Self::NotFound => "not-found",
            Self::NeedsRole(_) => "needs-role",
            Self::Invalid(_) => "invalid",
            Self::Conflict(conflict) => conflict.code,
            Self::Refused(refusals) => refusals.first().map_or("refused", |r| r.reason.text()),
            Self::TooMany { code, .. } => code,
            Self::KeyReused => "key-reused",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// What went wrong, for the operator's eyes: the fault itself where the caller only learns that
    /// there was one. Never holds secrets, because faults do not.
    pub(crate) fn for_operator(&self) -> String {
        let text = match self {
            Self::Internal(fault) | Self::Unavailable(fault) => format!("{fault:?}"),
            other => other.code().to_owned(),
        };
        text.chars().take(300).collect()
    }

    /// Whether somebody will want to read in the audit log that this was tried.
    pub(crate) fn is_audited(&self) -> bool {
        matches!(self, Self::Conflict(_) | Self::Refused(_))
    }
}

impl From<Reason> for Failure {
    fn from(reason: Reason) -> Self {
        Self::Refused(vec![reason.alone()])
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NoRow => Self::NotFound,
            DbError::Contention(_) => Self::conflict("busy"),
            DbError::Unreachable(reason) => Self::unavailable(reason),
            other => Self::internal(other),
        }
    }
}

impl From<DocumentError> for Failure {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::Storage(reason) => Self::unavailable(reason),
            missing @ DocumentError::Missing(_) => Self::internal(missing),
        }
    }
}

impl From<Illegal> for Failure {
    fn from(illegal: Illegal) -> Self {
        Self::Conflict(Conflict {
            code: "illegal-transition",
            state: Some(illegal.state),
        })
    }
}

impl From<Denial> for Failure {
    fn from(denial: Denial) -> Self {
        match denial {
            Denial::SignInFirst => Self::SignInFirst,
            Denial::FinishSignIn(stage) => Self::FinishSignIn(stage),
            Denial::Invisible => Self::NotFound,
            Denial::NeedsRole(roles) => Self::NeedsRole(roles),
        }
    }
}
